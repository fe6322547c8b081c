"""The few words that matter when wordings are compared: those that carry little, and those that carry the meaning."""


def _words(text: str) -> list[str]:
    return text.split()


NEGATIONS = frozenset(_words("not no never none nothing nobody nowhere neither nor without hardly scarcely barely"))
MODALS = frozenset(_words("can could may might must shall should will would ought need"))

# Words that two utterances share by chance: they tell little about whether one is the other.
FUNCTION_WORDS = frozenset(
    _words(
        """
        a about after again against all also am an and any are as at be because been before being between both
        but by came can come coming could country day days did do does doing down during each end ends few for
        from further get go going gone got had has have having he her here hers him his how i if in into is it
        its just know let like lot made make may me might month months more most must my no nor not now of off
        on once only or other our ours out over own people really said same say says shall she should so some
        such sure than that the their theirs them then there these they thing things this those through time
        times to today too under until up upon us very want was way ways we week weeks well went were what when
        where which while who whom whose why will with world would year years yes you your yours
        """
    )
)

NUMBERS = {
    word: str(value)
    for value, word in enumerate(
        _words(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
            "seventeen eighteen nineteen"
        )
    )
} | {
    word: str(10 * value)
    for value, word in enumerate(_words("twenty thirty forty fifty sixty seventy eighty ninety"), start=2)
}
"""What number words stand for: whether “ten” or “10” is printed is a matter of style."""

CONTRACTIONS = {
    "can't": ("can", "not"),
    "cannot": ("can", "not"),
    "won't": ("will", "not"),
    "shan't": ("shall", "not"),
    "let's": ("let", "us"),
    "gonna": ("going", "to"),
    "wanna": ("want", "to"),
    "gotta": ("got", "to"),
}
# What stands for a word of its own; 's and 'd are left alone, since each stands for two.
ENDINGS = (("n't", "not"), ("'re", "are"), ("'ve", "have"), ("'ll", "will"), ("'m", "am"))

# Both are right: which one is printed is the style of the house.
_SPELLINGS = """
armour/armor behaviour/behavior centre/center centres/centers colour/color colours/colors defence/defense
defences/defenses endeavour/endeavor endeavours/endeavors favour/favor favours/favors favourite/favorite harbour/harbor
honour/honor honours/honors labour/labor licence/license metre/meter metres/meters neighbour/neighbor
neighbours/neighbors neighbouring/neighboring offence/offense offences/offenses programme/program programmes/programs
rumour/rumor rumours/rumors theatre/theater towards/toward travelled/traveled travelling/traveling cancelled/canceled
analyse/analyze analysed/analyzed apologise/apologize apologised/apologized organise/organize organised/organized
organisation/organization organisations/organizations realise/realize realised/realized recognise/recognize
recognised/recognized criticise/criticize criticised/criticized emphasise/emphasize emphasised/emphasized
civilisation/civilization mobilise/mobilize mobilised/mobilized mobilisation/mobilization stabilise/stabilize
normalise/normalize normalisation/normalization grey/gray
"""
SPELLINGS: dict[str, str] = {
    british: american for british, _, american in (pair.partition("/") for pair in _words(_SPELLINGS))
}
