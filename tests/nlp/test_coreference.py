"""Each row: a text, the speaker of each attribution, and why the row is here."""

import pytest

from tests.nlp.marked import ReadMarked
from tests.nlp.reading import Extract

PERSON, BODY, GROUP, UNNAMED = "person", "organisation", "group", "unnamed"

ROWS = [
    # names
    (
        "Massachusetts Sen. Elizabeth Warren spoke. “This isn’t right,” Warren said.",
        [("Elizabeth Warren", PERSON)],
        "a place and a title in front of a name are no part of it",
    ),
    ("Wells Fargo CEO John Stumpf spoke. “Sorry,” Stumpf said.", [("John Stumpf", PERSON)], "nor is a company"),
    (
        "North Korean Foreign Minister Choe Son Hui spoke. “We stand firm,” Choe said.",
        [("Choe Son Hui", PERSON)],
        "a demonym of two words, and a family name that comes first",
    ),
    ("Kim Jong-un said that the army stands firm.", [("Kim Jong Un", PERSON)], "another spelling of a known name"),
    ("Rep. Elijah Cummings of Maryland said the panel was split.", [("Elijah Cummings", PERSON)], "where from"),
    ("The group's director, Jane Roe, said that it would sue.", [("Jane Roe", PERSON)], "an apposition names"),
    (
        "Ted Cruz and Heidi Cruz came. Ted Cruz spoke first. “No,” Cruz said.",
        [("Ted Cruz", PERSON)],
        "a surname alone means whom the article names most often",
    ),
    ("PENCE: I will go.\nMike Pence spoke.", [("Mike Pence", PERSON)], "the label of a transcript"),
    ("“No,” Lavrov said.", [("Lavrov", PERSON)], "a surname that the article never explains stays as it is"),
    # pronouns
    (
        "Sergei Lavrov met Kim Jong Un. Lavrov said the talks went well. He added that more would follow.",
        [("Sergei Lavrov", PERSON), ("Sergei Lavrov", PERSON)],
        "he is whoever spoke last",
    ),
    (
        "During a meeting with Russian Foreign Minister Sergei Lavrov, Kim Jong Un spoke. “We are friends,” he said.",
        [("Kim Jong Un", PERSON)],
        "he is the subject, not whom the subject met",
    ),
    (
        "Choe Son Hui went to Moscow. In an address alongside Sergei Lavrov, she affirmed that the pact holds.",
        [("Choe Son Hui", PERSON)],
        "she is a woman",
    ),
    (
        "Michelle Stone and Michael Stone came. “We are glad,” she said.",
        [("Michelle Stone", PERSON)],
        "given names tell",
    ),
    ("“I did it,” he said.", [None], "he is nobody that the text names"),
    # bodies, groups and voices without a name
    ("Pyongyang said that it would respond.", [("North Korea", BODY)], "a capital is its government"),
    ("The State Department said that it would respond.", [("U.S. State Department", BODY)], "the full usual name"),
    (
        "Russia and North Korea said that they would cooperate.",
        [("Russia and North Korea", GROUP)],
        "two speak as one",
    ),
    ("Analysts suggest that Moscow needs men.", [("Analysts", GROUP)], "a description is kept"),
    ("A State Department official said that talks go on.", [("A State Department official", UNNAMED)], "with its body"),
    (
        "North Korea sent 10,000 troops last year, according to estimates from the Pentagon.",
        [("Pentagon", BODY)],
        "the body behind a report speaks",
    ),
    ("Donald Trump came. His lawyer said that all was well.", [("Donald Trump's lawyer", UNNAMED)], "whose lawyer"),
    ("Senator Jane Roe spoke first. “No,” the senator said.", [("Jane Roe", PERSON)], "a title means who has it"),
    (
        "Donald Trump came. “We need change,” the New York businessman said.",
        [("Donald Trump", PERSON)],
        "a description",
    ),
    ("Paul Ryan came. “We need change,” the minister said.", [None], "a title that nobody has leaves it open"),
    ("Paul Ryan came. “We need change,” the police said.", [("the police", BODY)], "there is but one police"),
    # names of many countries
    ("Xi Jinping arrived. “Peace,” Xi said.", [("Xi Jinping", PERSON)], "a Chinese family name comes first"),
    (
        "Nguyen Phu Trong came. “Unity matters,” Trong said.",
        [("Nguyen Phu Trong", PERSON)],
        "a Vietnamese is called by the last word",
    ),
    (
        "Aung San Suu Kyi spoke first. “We will wait,” Suu Kyi said.",
        [("Aung San Suu Kyi", PERSON)],
        "the last two words of a name may stand for it",
    ),
    (
        "Enrique Peña Nieto spoke in Lima. “We agree,” Peña Nieto said.",
        [("Enrique Peña Nieto", PERSON)],
        "a family name of two words",
    ),
    (
        "Martin King Jr. came with Martin King Sr. yesterday. “Go,” Martin King Jr. said.",
        [("Martin King Jr.", PERSON)],
        "father and son are two",
    ),
    (
        "Nairobi’s governor, Johnson Sakaja, said that the road was open.",
        [("Johnson Sakaja", PERSON)],
        "an apposition names whom no list of given names knows",
    ),
    # what points back without a pronoun
    (
        "Wanjiku Mwangi, a senator from Nairobi, came. “No,” the senator said.",
        [("Wanjiku Mwangi", PERSON)],
        "an apposition told who is a senator",
    ),
    (
        "Prime Minister Narendra Modi spoke. “It is done,” the prime minister said.",
        [("Narendra Modi", PERSON)],
        "a title of two words comes back",
    ),
    (
        "Angela Merkel spoke. “I did it,” the former chancellor said.",
        [("Angela Merkel", PERSON)],
        "who is called by what she was is somebody known",
    ),
    (
        "Luis Soto spoke in Lima. “We will win,” the 44-year-old said.",
        [("Luis Soto", PERSON)],
        "an age stands for a person",
    ),
    (
        "Olaf Scholz and Emmanuel Macron met in Berlin. The two said that they would help Kyiv.",
        [("Olaf Scholz and Emmanuel Macron", GROUP)],
        "a pair comes back as “the two”",
    ),
    (
        "Ukraine’s defense ministry said that two drones fell. It said that nobody was hurt.",
        [("Ukraine’s defense ministry", BODY)] * 2,
        "it is the body that spoke last",
    ),
    (
        "A Lancet study found that the drug works. The study said that more trials are needed.",
        [("The Lancet", BODY)] * 2,
        "the body behind a study speaks, there and where the study comes back",
    ),
    (
        "Mary Poe, who heads the charity, said that it would close.",
        [("Mary Poe", PERSON)],
        "a relative clause belongs to the name",
    ),
    ("Everyone said that it was over.", [("Everyone", "generic")], "nobody in particular"),
    ("I think that prices will fall.", [("author", "author")], "the writer speaks"),
]


@pytest.mark.parametrize(("text", "expected", "reason"), ROWS, ids=[row[2] for row in ROWS])
def test_speakers(text: str, expected: list[tuple[str, str] | None], reason: str, extract: Extract) -> None:
    """Whom the sources of a text mean."""
    speakers = [q.speaker and (q.speaker.name, q.speaker.kind.value) for q in extract(text).quotations]

    assert speakers == expected, reason


MARKED = [
    # nouns that mean what they can
    (
        "Ben Carson met Jane Roe, a lawyer. <The Carson campaign> *said* [that it was over].",
        [("Ben Carson campaign", BODY)],
        "a campaign is no candidate, though a title may begin with it",
    ),
    ("Ben Carson met Jane Roe. <The U.S.> *said* [no].", [("United States", BODY)], "nor is a country"),
    (
        "Sen. Marco Rubio (R-Fla.) met Sen. Joni Ernst (R-Iowa). <The Florida senator> *said* [that all was well].",
        [("Marco Rubio", PERSON)],
        "his party tells where he is from",
    ),
    (
        "Sen. Joni Ernst (R-Iowa) came first. <The Florida senator> *said* [that all was well].",
        [("The Florida senator", UNNAMED)],
        "who is from elsewhere is not meant",
    ),
    (
        "Jane Roe met the New York Times. <The Turkish government> *said* [that all was well].",
        [("The Turkish government", BODY)],
        "a nation's adjective tells whose government it is",
    ),
    (
        "The Justice Department sued. <The justice department> *said* [that all was well].",
        [("Justice Department", BODY)],
        "a name in small letters",
    ),
    ("Most were glad. <A New Hampshire Republican> *said* [no].", [("A New Hampshire Republican", UNNAMED)], "a voter"),
    ("Mark Cuban came. “[No],” <Cuban> *said*.", [("Mark Cuban", PERSON)], "a surname that is a nation's adjective"),
    # what hangs on a name
    (
        "Ada Roe came with her lawyer, Max Poe. <Roe’s attorney> *said* [that all was well].",
        [("Ada Roe’s attorney", UNNAMED)],
        "a pronoun ties no role to a name",
    ),
    (
        "Ada Roe came. A lawyer for Roe, Max Poe, came too. <Roe’s attorney> *said* [that all was well].",
        [("Max Poe", PERSON)],
        "a role that the text has tied to a name",
    ),
    (
        "Ada Roe came with Max Poe, Roe’s spokesman. <Roe’s spokesman> *said* [that all was well].",
        [("Ada Roe’s spokesman", UNNAMED)],
        "there may be other spokesmen",
    ),
    (
        "Al Weiner came. <His wife, longtime Clinton aide Huma Abedin,> *said* [that all was well].",
        [("Huma Abedin", PERSON)],
        "an apposition names",
    ),
    (
        "<Two analysts, Pat Megahan and Chris Harman,> *found* [that it works].",
        [("Pat Megahan and Chris Harman", GROUP)],
        "an apposition names two",
    ),
    ("<Mr. Roe’s aides> *said* [no]. Max Roe came.", [("Max Roe’s aides", GROUP)], "an owner has his full name"),
    (
        "Max Roe warned of lenders, <whose aides> *say* [that jobs go], and of Al Poe, 2<whose lawyer> 2*said* 2[no].",
        [("lenders' aides", GROUP), ("Al Poe's lawyer", UNNAMED)],
        "whose they are stands before the comma",
    ),
    (
        "<A study by the University of Ohio at Lima> *found* [that it works].",
        [("University of Ohio at Lima", BODY)],
        "a campus is part of its university's name",
    ),
    (
        "<A study by Acme Labs and the University of Ohio> *found* [that it works].",
        [("Acme Labs and the University of Ohio", GROUP)],
        "two made it; an article inside stays, as English has it",
    ),
    ("<The> polls *show* [that jobs go].", [None], "an article alone is nobody"),
    ("Ada Roe met Al Poe, to <whom> it *seemed* [odd].", [None], "nor is the rest of a relative clause"),
    (
        "<One of the authors of that 2013 report, Ada Roe,> *said* [no].",
        [("Ada Roe", PERSON)],
        "that, behind a preposition, opens no clause",
    ),
    (
        "<Retired General> *Slams* [The New Plan].\n\nRetired Gen. Max Roe spoke to Al Poe.",
        [("Max Roe", PERSON)],
        "whom a headline describes the lede names",
    ),
    ("<Governor> *says* [roads close].\n\nGov. Al Poe met Gov. Max Roe.", [None], "the lede names two of them"),
    (
        "<Ohio senator> *says* [roads close].\n\nSen. Max Roe of Iowa spoke.",
        [("Ohio senator", UNNAMED)],
        "the senator of another state",
    ),
    ("It helped the activists here, <who> *say* [no].", [("the activists", GROUP)], "here is no part of them"),
    ("<A group of doctors in> *said* [no].", [("A group of doctors", BODY)], "a phrase ends in no preposition"),
    # lists, pairs, statements
    (
        "<Labor unions, green groups and many lawmakers> *say* [that jobs go].",
        [("Labor unions, green groups and many lawmakers", GROUP)],
        "a list stays whole",
    ),
    (
        "<The family, protesters and leaders> *say* [that jobs go].",
        [("The family, protesters and leaders", GROUP)],
        "a list that opens with a family",
    ),
    (
        "<One of the doctors who signed the letter> *said* [no].",
        [("One of the doctors who signed the letter", UNNAMED)],
        "what tells which one",
    ),
    (
        "<One of the family’s lawyers, Ada Roe,> *said* [no].",
        [("Ada Roe", PERSON)],
        "one who has a name",
    ),
    (
        "Michelle Obama came. <Obama> *said* [no].",
        [("Michelle Obama", PERSON)],
        "the article's own bearer of a surname comes before the registry's",
    ),
    ("President Obama came. <Obama> *said* [no].", [("Barack Obama", PERSON)], "a title tells whose surname it is"),
    ("<Obama> *said* [no].", [("Obama", PERSON)], "a surname alone is nobody's in the registry"),
    ("<One senior official> *said* [no].", [("senior official", UNNAMED)], "one is an article"),
    (
        "He thanked 95 retired generals, <most of whom> *said* [no].",
        [("most of 95 retired generals", GROUP)],
        "most of whom",
    ),
    ("<The officials privately> *said* [no].", [("The officials", GROUP)], "an adverb belongs to the verb"),
    (
        "Sen. Max Roe (R-Fla.) and Sen. Al Poe (R-Texas) came, and <both> *said* [no].",
        [("Max Roe and Al Poe", GROUP)],
        "brackets and titles stand between two names",
    ),
    ("Ada Roe and Max Poe came. <Both parties> *said* [no].", [("Both parties", UNNAMED)], "two parties are no people"),
    (
        "“[No],” <Ada Roe> *said* in a statement. 2[Yes], 2<Max Poe> 2*said*. 3<The statement> 3*added* 3[that it is].",
        [("Ada Roe", PERSON), ("Max Poe", PERSON), ("Ada Roe", PERSON)],
        "a statement is of whoever spoke in one",
    ),
    # surnames of a couple
    (
        "Bill Clinton and Hillary Clinton came. Clinton said that she was glad. “[No],” <Clinton> *said*.",
        [("Hillary Clinton", PERSON)],
        "the next pronoun tells whose surname it is",
    ),
    (
        "Ann Obama White House Tours opened. Mr. Obama left. “[No],” *said* <Mr. Obama>.",
        [("Obama", PERSON)],
        "a title makes a man of a name",
    ),
]


@pytest.mark.parametrize(("marked", "expected", "reason"), MARKED, ids=[row[2] for row in MARKED])
def test_marked_speakers(
    marked: str, expected: list[tuple[str, str] | None], reason: str, extract_marked: ReadMarked
) -> None:
    """Whom the marked sources of a text mean."""
    speakers = [q.speaker and (q.speaker.name, q.speaker.kind.value) for q in extract_marked(marked).quotations]

    assert speakers == expected, reason


@pytest.mark.parametrize(
    ("text", "principal"),
    [
        ("“It is over,” said Clinton spokesman Brian Fallon.", "Clinton"),
        ("“It is over,” said a spokeswoman for Hillary Clinton.", "Hillary Clinton"),
        ("“It is over,” said Brian Fallon, an analyst.", None),
    ],
)
def test_principals(text: str, principal: str | None, extract: Extract) -> None:
    """A spokesman speaks for somebody, an analyst for himself."""
    quotation = extract(text).quotations[0]

    assert (quotation.on_behalf_of and quotation.on_behalf_of.name) == principal


def test_a_mention_tells_how_it_was_linked(extract: Extract) -> None:
    """A pronoun's mention names its antecedent and the rule that found it."""
    text = "Sergei Lavrov came. “We are friends,” he said."
    mention = extract(text).mentions[0]

    assert mention.span.text_in(text) == "he"
    assert mention.antecedent is not None
    assert mention.antecedent.text_in(text) == "Sergei Lavrov"
    assert (mention.method, mention.kind.value) == ("pronoun", "pronoun")


def test_a_transcript_tells_given_names(extract: Extract) -> None:
    """Who has the turn before a name between commas is called by that name."""
    text = "MOORE: Welcome.\nPATEL: Thank you, Anna.\nMOORE: Will prices rise?\nPATEL: They will."

    assert "Anna Moore" in {q.speaker.name for q in extract(text).quotations if q.speaker}


@pytest.mark.parametrize(
    ("text", "speaker", "principal"),
    [
        (
            "Jacinda Ardern came. Her spokeswoman said that she was well.",
            "Jacinda Ardern's spokeswoman",
            "Jacinda Ardern",
        ),
        ("A lawyer for Julian Assange said that he was ill.", "A lawyer for Julian Assange", "Julian Assange"),
        ("“No,” said White House press secretary Ann Roe.", "Ann Roe", "White House"),
    ],
)
def test_whose_words(text: str, speaker: str, principal: str, extract: Extract) -> None:
    """Whoever speaks for somebody says his words on that person's behalf."""
    quotation = extract(text).quotations[0]

    assert (quotation.speaker and quotation.speaker.name) == speaker
    assert (quotation.on_behalf_of and quotation.on_behalf_of.name) == principal
