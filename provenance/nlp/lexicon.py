"""Closed word lists of English news: cues, titles, pronouns, occasions.

Owns words, no decisions. Lists hold lemmas or fixed forms that hold for any article; a word earns its place on many
articles, never on one.
"""

import re
from functools import cache

from provenance.core.records import AgentKind, Medium
from provenance.resources import resource_path

# Verbs that report whatever follows or goes before them, with or without "that".
_STRONG = """
acknowledge add admit advise affirm allege announce answer argue ask assert assure aver avow bemoan blog boast brag
caution charge chide chime claim comment complain concede conclude confess confide confirm contend continue counter
crack declare declaim decry demand deny disclose elaborate emphasize emphasise exclaim explain gloat grumble gush holler
implore insist interject joke lament maintain mention mock mumble muse mutter note object observe opine plead pledge
post predict proclaim promise pronounce propose quip reaffirm reason recall recite reckon recount reiterate
rejoin remark remind repeat reply report respond retort rue say scoff shout shrug sigh snap sneer state stress
suggest summarize surmise swear sympathize tease tell testify thunder tweet urge venture volunteer
vow warn whisper wisecrack wonder write yell
"""
# Verbs that report only what "that", a colon or quotation marks introduce; elsewhere they mean other things.
_WEAK = """
agree anticipate assume believe cite conceive consider decide describe determine discover doubt echo estimate expect
fear feel figure find foresee guess hear highlight hint hold hope imagine imply indicate infer inform know learn
persuade point pray prove read realize realise recognize recognise reflect regret remember reveal see sense show signal
speculate suspect teach think underline underscore understand worry
"""
# Verbs whose object is the fragment in marks: "called it “a disgrace”".
_NAMING = "brand call cast characterize characterise decry denounce deride describe dismiss dub frame hail label lambast \
lambaste paint portray position praise refer slam tag term tout"
# Verbs of speech acts that take a noun or an infinitive: "expressed confidence that", "thanked Kim for".
_ACTING = "accuse apologize apologise appeal blame call condemn criticize criticise defend echo express extend offer \
praise reject thank threaten voice welcome"

# Of these, the verbs whose noun is the content itself: "expressed frustration over".
EXPRESSING = frozenset(
    "express expresses expressed expressing voice voices voiced voicing reiterate reiterates reiterated reiterating".split()
)
# "sought to portray": the verb in the infinitive reports, not the one that governs it.
GOVERNING = frozenset("seek seeks sought try tries tried begin begins began attempt attempts attempted".split())

_IRREGULAR = {
    "say": ("says", "said", "saying"), "tell": ("tells", "told", "telling"), "write": ("writes", "wrote", "written", "writing"),
    "swear": ("swears", "swore", "sworn", "swearing"), "think": ("thinks", "thought", "thinking"),
    "know": ("knows", "knew", "known", "knowing"), "feel": ("feels", "felt", "feeling"), "find": ("finds", "found", "finding"),
    "foresee": ("foresees", "foresaw", "foreseen", "foreseeing"), "hear": ("hears", "heard", "hearing"),
    "hold": ("holds", "held", "holding"), "read": ("reads", "reading"), "see": ("sees", "saw", "seeing"),
    "show": ("shows", "showed", "shown", "showing"), "teach": ("teaches", "taught", "teaching"),
    "understand": ("understands", "understood", "understanding"), "deny": ("denies", "denied", "denying"),
    "reply": ("replies", "replied", "replying"), "decry": ("decries", "decried", "decrying"),
    "imply": ("implies", "implied", "implying"), "testify": ("testifies", "testified", "testifying"),
    "worry": ("worries", "worried", "worrying"), "quip": ("quips", "quipped", "quipping"),
    "snap": ("snaps", "snapped", "snapping"), "brag": ("brags", "bragged", "bragging"), "blog": ("blogs", "blogged", "blogging"),
    "shrug": ("shrugs", "shrugged", "shrugging"), "refer": ("refers", "referred", "referring"),
    "infer": ("infers", "inferred", "inferring"), "dub": ("dubs", "dubbed", "dubbing"), "tag": ("tags", "tagged", "tagging"),
    "slam": ("slams", "slammed", "slamming"), "regret": ("regrets", "regretted", "regretting"),
    "cast": ("casts", "casting"), "admit": ("admits", "admitted", "admitting"), "plead": ("pleads", "pleaded", "pled", "pleading"),
}  # fmt: skip


def _forms(verb: str) -> tuple[str, ...]:
    if verb in _IRREGULAR:
        return (verb, *_IRREGULAR[verb])
    if verb.endswith("e"):
        return verb, f"{verb}s", f"{verb}d", f"{verb[:-1]}ing"
    third = f"{verb}es" if verb.endswith(("s", "sh", "ch", "x")) else f"{verb}s"
    return verb, third, f"{verb}ed", f"{verb}ing"


def _inflected(verbs: str) -> dict[str, str]:
    return {form: verb for verb in verbs.split() for form in _forms(verb)}


STRONG_CUES = _inflected(_STRONG)
WEAK_CUES = _inflected(_WEAK)
NAMING_CUES = _inflected(_NAMING)
ACTING_CUES = _inflected(_ACTING)
CUES = {**ACTING_CUES, **NAMING_CUES, **WEAK_CUES, **STRONG_CUES}

# Forms that are nouns as often as verbs: a source must stand right before them.
NOUN_LIKE = frozenset(
    "advice answer answers charge charges claim claims comment comments cracks demand demands echo estimate estimates "
    "fear fears hope hopes joke jokes mention note notes object objects post posts promise promises propose read "
    "reason reasons reckoning remark remarks report reports respond snap state states stress suspect suspects tease "
    "view views vow vows warning worry worries hold holds label point points term terms tag reply replies counter "
    "mock address highlight highlights signal signals guess feeling finding findings understanding meaning writing "
    "reading warning pledge pledges boast boasts sense doubt doubts regret regrets figure figures object plead "
    "call calls praise blame appeal appeals offer offers voice voices echoes express welcome shows show charges "
    "reports state cast frame frames position positions paint dismiss".split()
)
ADVERBS = frozenset(
    "also later then again still already now once first further recently repeatedly previously subsequently often "
    "always never simply flatly bluntly publicly privately reportedly famously only just even further instead soon "
    "quickly immediately initially finally earlier today yesterday tonight meanwhile frequently occasionally "
    "sarcastically jokingly angrily quietly proudly happily wryly nevertheless nonetheless thus therefore rather "
    "both all each himself herself themselves itself too additionally explicitly strongly openly formally officially "
    "reluctantly apparently similarly likewise correctly falsely wrongly specifically actually clearly essentially "
    "consistently routinely sometimes usually seriously however not n't long ever".split()
)
AUXILIARIES = frozenset(
    "has have had is are was were be been being will would should could may might must can did does do 's 'd 've 'll "
    "having to ’s ’d ’ve ’ll".split()
)
SUBJECT_PRONOUNS = frozenset("he she they it we i you who which".split())
PRONOUNS = SUBJECT_PRONOUNS | frozenset(
    "him her them us me his hers their theirs its our my your himself herself themselves itself that those these "
    "this one everyone everybody nobody someone somebody anyone others another both neither either some many most "
    "several few all none".split()
)
MALE = frozenset({"he", "him", "his", "himself"})
FEMALE = frozenset({"she", "her", "hers", "herself"})
PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
NEUTER = frozenset({"it", "its", "itself"})
FIRST_PERSON = frozenset({"i", "me", "my", "we", "us", "our"})
RELATIVE = frozenset({"who", "which", "that"})
DETERMINERS = frozenset(
    "the a an his her its their our my your this that these those some several many most few all both another any "
    "each every one two three four five six seven eight nine ten dozens hundreds other no".split()
)
PREPOSITIONS = frozenset("of for in at from with on to by under near behind about against between among".split())
# Words that end a noun phrase on its way to the left of a cue.
BREAKS = frozenset(
    "but and or while that when as after before because if since although though where whereas whom what why how "
    "until unless than so yet once during amid following despite according in on at by with without for from into "
    "over under through to about against between among upon within including whether still instead meanwhile "
    "however there here".split()
)
TITLES = frozenset(
    "del del. mr mr. mrs mrs. ms ms. miss dr dr. sir dame lord lady president vice former ex-president senator sen sen. senators "
    "representative rep rep. congressman congresswoman governor gov gov. mayor secretary minister prime foreign deputy "
    "defense defence chancellor king queen prince princess pope general gen gen. colonel col col. lt lt. lieutenant "
    "major maj maj. captain capt capt. sgt sgt. sergeant admiral adm adm. judge justice chief attorney ambassador "
    "spokesman spokeswoman spokesperson professor prof prof. chairman chairwoman chairperson chair director commander "
    "leader speaker candidate nominee officer sheriff detective reverend rev rev. bishop archbishop cardinal rabbi imam "
    "ayatollah sheikh comrade marshal premier commissioner analyst strategist coach editor author journalist reporter "
    "correspondent host anchor columnist activist lawyer counsel advisor adviser aide assistant associate executive ceo "
    "chief-of-staff manager founder co-founder owner economist historian scientist billionaire businessman actor actress "
    "singer comedian rival incumbent frontrunner democrat democratic republican gop sens. reps. u.s. undersecretary "
    "interior finance economy trade health education justice energy envoy emir sultan crown first lady majority "
    "minority whip head news press committee campaign presidential vice-presidential state house senate national "
    "security adviser fellow co-host co-chair running mate senior junior acting interim".split()
)
# Titles that begin a person's name wherever they stand in a run of capitals.
PERSON_TITLES = frozenset(
    "del del. mr mr. mrs mrs. ms ms. dr dr. president senator sen sen. representative rep rep. congressman congresswoman governor "
    "gov gov. mayor secretary minister chancellor general gen gen. colonel col. lt lt. judge justice ambassador spokesman "
    "spokeswoman spokesperson professor prof. chairman chairwoman chairperson director commander leader speaker candidate "
    "nominee ceo executive chief premier commissioner strategist editor".split()
)
FEMALE_TITLES = frozenset(
    "mrs mrs. ms ms. miss lady dame queen princess congresswoman spokeswoman chairwoman businesswoman actress".split()
)
MALE_TITLES = frozenset("mr mr. sir king prince congressman spokesman chairman businessman pope lord".split())
SUFFIXES = frozenset("jr jr. sr sr. ii iii iv".split())
SPEAKS_FOR = frozenset(
    "spokesman spokeswoman spokesperson spokesmen spokespeople lawyer attorney lawyers attorneys aide aides counsel "
    "representative publicist".split()
)
# Nouns that stand for whoever the text speaks of: "the New York businessman".
GENERIC_HEADS = frozenset(
    "man woman candidate nominee politician lawmaker republican democrat incumbent businessman businesswoman billionaire "
    "frontrunner front-runner mogul congressman congresswoman contender native veteran mother father star author actor "
    "actress singer".split()
)
UNNAMED_HEADS = frozenset(
    "official officials source sources analyst analysts expert experts observer observers critic critics aide aides "
    "adviser advisers advisor advisors diplomat diplomats insider insiders witness witnesses supporter supporters "
    "spokesman spokeswoman spokesperson spokesmen spokespeople lawmaker lawmakers republican republicans democrat "
    "democrats senator senators voter voters resident residents strategist strategists activist activists people man "
    "woman men women person lawyer lawyers attorney attorneys reporter reporters journalist journalists operative "
    "operatives economist economists scholar scholars historian historians scientist scientists researcher researchers "
    "investigator investigators prosecutor prosecutors neighbor neighbour neighbors neighbours friend friends member "
    "members leader leaders employee employees worker workers student students teacher teachers parent parents "
    "conservative conservatives liberal liberals progressive progressives candidate candidates opponent opponents "
    "advocate advocates pundit pundits commentator commentators soldier soldiers general generals staffer staffers "
    "executive executives veteran veterans delegate delegates donor donors authorities ally allies rival rivals "
    "others americans russians ukrainians westerners media outlets commander officer officers minister ministers".split()
)
DOCUMENT_HEADS = frozenset(
    "report reports study studies poll polls survey surveys document documents email emails e-mail e-mails memo memos "
    "letter letters filing filings lawsuit complaint transcript transcripts statement statements data statistics figures "
    "records research analysis paper papers article articles book headline headlines ad ads advertisement script "
    "petition estimate estimates bill law resolution indictment ruling order treaty agreement message messages post posts tweet "
    "tweets video videos".split()
)
BODY_HEADS = frozenset(
    "ministry department government agency administration office bureau committee commission council court company "
    "corporation party campaign organization organisation group union association institute university college "
    "foundation center centre police military army navy senate congress parliament house board bank fund team network "
    "newspaper magazine paper station channel broadcaster media outlet press service coalition alliance embassy kremlin "
    "pentagon state nation country city school church league federation society trust authority force forces magazine "
    "journal times post news tribune herald daily weekly chronicle gazette review website site".split()
)
MEDIA_HEADS = frozenset(
    "agency newspaper paper daily magazine broadcaster network station channel media outlet outlets tabloid weekly "
    "website site journal press tv television radio newswire wire blog publication podcast show program programme "
    "broadcast news".split()
)
AGENCY_WORDS = frozenset({"agency", "newswire", "wire"})
TRANSCRIPT_STOP = frozenset({"note", "update", "read", "watch", "related", "photo", "image", "source", "via", "by"})

TELLING = frozenset({"tell", "tells", "told", "telling"})
PUBLISH_WORDS = frozenset(
    "published carried quoted reported released posted cited aired broadcast wrote writes writing written op-ed column "
    "article essay editorial piece citing quoting obtained relayed distributed leaked".split()
)
INTERVIEW_WORDS = frozenset(
    "interview interviewed appearance appearing appeared spoke speaking talking talked conversation guest".split()
)
# Verbs that name the platform by themselves.
PLATFORM_VERBS = dict.fromkeys(("tweet", "tweets", "tweeted", "tweeting", "retweeted", "retweets"), "Twitter")
REPORT_VERBS = frozenset(
    "report reports reported reporting carry carries carried publish publishes published quote quotes quoted quoting "
    "cite cites cited citing say says said saying write writes wrote release releases released announce announced "
    "broadcast aired relayed disclosed revealed note notes noted".split()
)

OCCASIONS: tuple[tuple[re.Pattern[str], Medium], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), medium)
    for pattern, medium in (
        (r"\bpress (?:conference|briefing)|\bnews (?:conference|briefing)|\btold reporters\b", Medium.PRESS_CONFERENCE),
        (r"\binterview(?:ed)?\b", Medium.INTERVIEW),
        (r"\brally\b", Medium.RALLY),
        (r"\bdebate\b", Medium.DEBATE),
        (r"\btweet(?:ed|ing|s)?\b|\bon (?:twitter|x)\b", Medium.TWEET),
        (r"\btestif(?:y|ies|ied)\b|\btestimony\b", Medium.TESTIMONY),
        (r"\bin (?:a|an|the|his|her|its|their)(?: \w+){0,2} (?:statement|release)\b|\bstatement\b", Medium.STATEMENT),
        (r"\bin (?:a|an|the|his|her|its|their)(?: \w+){0,2} (?:speech|address|remarks)\b", Medium.SPEECH),
        (r"\bin (?:a|an|the|his|her|its|their)(?: \w+){0,2} letter\b", Medium.LETTER),
        (r"\bin (?:a|an|the|his|her|its|their)(?: \w+){0,2} e-?mail\b", Medium.EMAIL),
    )
)

WORKS = re.compile(
    r"\b(?:book|novel|film|movie|song|album|show|series|program|programme|episode|documentary|play|essay|article|column|"
    r"paper|poem|musical|memoir|magazine|report|titled|entitled|headlined|headline|broadcast|podcast|game)s?,?\s*$",
    re.IGNORECASE,
)
LABEL_AFTER = re.compile(
    r"^\s*(?:button|link|tab|icon|key|menu|option|sign|label|box|field|checkbox|section|hashtag)s?\b", re.IGNORECASE
)
LABEL_BEFORE = re.compile(r"\b(?:click(?:ing)?|press(?:ing)?|hit(?:ting)?|tap(?:ping)?|select(?:ing)?)(?: on)?(?: the)?\s*$", re.I)
NAMED_BEFORE = re.compile(
    r"\b(?:nicknamed|known as|so-called|aka|alias|a\.k\.a\.)\s*(?:the\s*)?$", re.IGNORECASE
)


@cache
def given_names() -> dict[str, str]:
    """Load the gender that each common given name suggests: `f`, `m` or `u` for both."""
    path = resource_path("nlp/data/given_names.tsv")
    lines = path.read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines if line and not line.startswith("#"))


def kind_of_head(head: str) -> AgentKind | None:
    """Say what a common noun names as the head of a source; None where the noun does not tell."""
    if head in UNNAMED_HEADS:
        return AgentKind.GROUP if head.endswith("s") or head in {"people", "men", "women", "media"} else AgentKind.UNNAMED
    if head in DOCUMENT_HEADS:
        return AgentKind.DOCUMENT
    return AgentKind.ORGANISATION if head in BODY_HEADS else None
