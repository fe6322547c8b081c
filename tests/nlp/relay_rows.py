"""Sentences with the relays of their statements, each with its reason.

A text marks what is attributed to whom: `<source>`, `*cue*` and `[content]`, with a digit in front where there are
several statements; marks are taken out before the text is read. Then come the relays of each statement, from the
speaker outwards, as `role name: evidence`; a tilde before the evidence says that it is carried over.
"""

from typing import NamedTuple


class Row(NamedTuple):
    """A text, the relays of its statements in their order, and why it is here."""

    text: str
    relays: tuple[tuple[str, ...], ...]
    reason: str


def row(text: str, *relays: str | tuple[str, ...], reason: str) -> Row:
    """Build a row; a single relay may stand without brackets, and `-` says that a statement has none."""
    return Row(text, tuple(() if r == "-" else (r,) if isinstance(r, str) else r for r in relays), reason)


KCNA = "agency Korean Central News Agency"

TOLD = [
    row("“[We will win],” <Lavrov> *told* CNN.", "outlet CNN: told CNN", reason="told a medium"),
    row(
        "“[We will win],” <Mr. Lavrov> *told* the newspaper Kommersant.",
        "outlet Kommersant: told the newspaper Kommersant",
        reason="the kind before the name",
    ),
    row(
        "<The minister> *told* Kommersant newspaper [that the talks had failed].",
        "outlet Kommersant: told Kommersant newspaper",
        reason="the kind behind the name",
    ),
    row(
        "“[It rained],” <a farmer> *told* the semi-official Fars news agency.",
        "agency Fars News Agency: told the semi-official Fars news agency",
        reason="an Iranian agency with its adjectives",
    ),
    row(
        "“[We were hungry],” <Moyo> *told* the state-owned Herald newspaper.",
        "outlet Herald: told the state-owned Herald newspaper",
        reason="a paper whose name several have stays as written",
    ),
    row(
        "“[No one was hurt],” <a police spokesman> *told* AFP on Sunday.",
        "agency Agence France-Presse: told AFP",
        reason="an agency by its initials",
    ),
    row(
        "“[It is over],” <Jane Roe> *told* CNN Tuesday.",
        "outlet CNN: told CNN",
        reason="a day behind a medium is no part of its name",
    ),
    row(
        "“[It is over],” <Jane Roe> *told* CNN’s Jake Tapper.",
        "outlet CNN: told CNN’s Jake Tapper",
        reason="a journalist stands for the medium",
    ),
    row(
        "“[It is over],” <Jane Roe> *told* Fox News host Sean Hannity on Monday night.",
        "outlet Fox News: told Fox News host Sean Hannity",
        reason="a journalist by title",
    ),
    row(
        "“1[It is over],” 1<Jane Roe> 1*told* the anchor Ann Poe of Sky News. “2[For good],” 2<she> 2*told* Poe.",
        "outlet Sky News: told the anchor Ann Poe of Sky News",
        "outlet Sky News: told Poe",
        reason="a journalist in front of the medium",
    ),
    row(
        "“[It is over],” <Jane Roe> *told* Bloomberg Politics.",
        "outlet Bloomberg Politics: told Bloomberg Politics",
        reason="a part of a medium is not all of it",
    ),
    row(
        "“[It is over],” <Jane Roe> *told* KQED.",
        "outlet KQED: told KQED",
        reason="call letters that no registry has",
    ),
    row(
        "“[It is over],” <Jane Roe> *told* HarbourWatch.",
        "outlet HarbourWatch: told HarbourWatch",
        reason="a site that no registry has, by how it writes itself",
    ),
    row(
        "<Jane Roe> *told* Germany’s Bild newspaper [that the coalition would hold].",
        "outlet Bild: told Germany’s Bild newspaper",
        reason="the country of the paper",
    ),
    row(
        "“[The harvest is lost],” <she> *told* state television.",
        "outlet state television: told state television",
        reason="a medium by its description",
    ),
    row(
        "“[The harvest is lost],” <he> *told* Kenya’s Daily Nation.",
        "outlet Daily Nation: told Kenya’s Daily Nation",
        reason="a Kenyan paper",
    ),
    row(
        "<Jane Roe>, *telling* Reuters [the deal was dead], left the room.",
        "agency Reuters: telling Reuters",
        reason="the participle",
    ),
    row(
        "<Jane Roe> *confirmed* to Reuters [that the deal was dead].",
        "agency Reuters: confirmed to Reuters",
        reason="confirmed to",
    ),
    row(
        "“[The deal is dead],” <Jane Roe> *said* in an email to The Associated Press.",
        "agency Associated Press: in an email to The Associated Press",
        reason="an email to an agency",
    ),
    row(
        "“[The deal is dead],” <Jane Roe> *said* in comments to Al Jazeera.",
        "outlet Al Jazeera: in comments to Al Jazeera",
        reason="comments to a broadcaster",
    ),
    row(
        "Speaking to Sky News, <Jane Roe> *said* [the deal was dead].",
        "outlet Sky News: Speaking to Sky News",
        reason="a participle in front",
    ),
    row(
        "<Jane Roe> *said* [the deal was dead] in a statement to the BBC.",
        "outlet British Broadcasting Corporation: in a statement to the BBC",
        reason="a statement to one medium",
    ),
]

TALK = [
    row(
        "In a recent interview with South Korean media, <Zelenskyy> *expressed* [frustration over the lack of help].",
        "outlet South Korean media: In a recent interview with South Korean media",
        reason="an interview in front",
    ),
    row(
        "“[We had no choice],” <Jane Roe> *said* in an interview with CNN’s Wolf Blitzer.",
        "outlet CNN: in an interview with CNN’s Wolf Blitzer",
        reason="an interview behind",
    ),
    row(
        "“[We had no choice],” <Jane Roe> *said* in an interview on MSNBC’s “Morning Joe.”",
        "outlet MSNBC: in an interview on MSNBC’s “Morning Joe.”",
        reason="the network of a programme in marks",
    ),
    row(
        "“[We had no choice],” <Jane Roe> *said* in an interview published Monday in Le Monde.",
        "outlet Le Monde: in an interview published Monday in Le Monde",
        reason="an interview in a French paper",
    ),
    row(
        "“[We had no choice],” <the general> *said* in an interview with the Kanal-99 television channel.",
        "outlet Kanal-99: in an interview with the Kanal-99 television channel",
        reason="a channel that its kind names",
    ),
    row(
        "On this weekend’s broadcast of “Fox News Sunday,” <Jane Roe> *said* [she would run].",
        "outlet Fox News Sunday: On this weekend’s broadcast of “Fox News Sunday,”",
        reason="a programme that names itself",
    ),
    row(
        "“[She is tired],” <Jane Roe> *said* Sunday on CNN’s “State of the Union.”",
        "outlet CNN: said Sunday on CNN’s “State of the Union.”",
        reason="on a programme",
    ),
    row(
        "“[She is tired],” <Jane Roe> *said* on “The Rachel Maddow Show.”",
        "outlet The Rachel Maddow Show: said on “The Rachel Maddow Show.”",
        reason="a programme without its network",
    ),
    row(
        "<Jane Roe>, appearing on Fox News right after the speech, *said* [the plan had failed].",
        "outlet Fox News: appearing on Fox News",
        reason="an appearance inside the sentence",
    ),
    row(
        "“[The plan failed],” <Jane Roe> *said* during a CNN interview.",
        "outlet CNN: during a CNN interview",
        reason="the medium before the interview",
    ),
    row(
        "<The president> gave Der Spiegel an interview in which <he> *said* [the war would end].",
        "outlet Der Spiegel: gave Der Spiegel an interview",
        reason="gave an interview",
    ),
    row(
        "Asked by Reuters about the plan, <Jane Roe> *said* [it had failed].",
        "agency Reuters: Asked by Reuters",
        reason="asked by an agency",
    ),
    row(
        "“[I feel great],” <John Doe> *said* during a taping of “The Dr. Roe Show.”",
        "outlet The Dr. Roe Show: during a taping of “The Dr. Roe Show.”",
        reason="a taping of a programme",
    ),
    row(
        "“[I feel great],” <John Doe> *told* Dr. Ann Roe on “The Dr. Roe Show.”",
        "outlet The Dr. Roe Show: on “The Dr. Roe Show.”",
        reason="a host told on a programme",
    ),
    row(
        "In a Facebook Live video, <John Doe> *said* [that crime was up].",
        "platform Facebook: In a Facebook Live video",
        reason="a service of a platform",
    ),
    row(
        "“[The plan failed],” <John Doe> *said* on Jane Roe’s radio show.",
        "outlet Jane Roe’s radio show: said on Jane Roe’s radio show",
        reason="a programme by who gives it",
    ),
    row(
        "CNN’s Jake Tapper asked Jane Roe about it. “[The plan failed],” <she> *said*.",
        "outlet CNN: ~CNN’s Jake Tapper asked",
        reason="a journalist asks, the guest answers",
    ),
    row(
        "<Jane Roe>, who was interviewed by NPR, *said* [the plan had failed].",
        "outlet NPR: interviewed by NPR",
        reason="interviewed by",
    ),
    row(
        'In an interview with "Meet the Press," <Jane Roe> *said* [the plan had failed].',
        'outlet Meet the Press: In an interview with "Meet the Press,"',
        reason="a programme that is known, in straight marks",
    ),
    row(
        "“1[I stay],” 1<Paul Moreau> 1*told* Le Figaro in an interview.\nThe rain fell.\nIt fell all day.\n"
        "“2[For ever],” 2<Moreau> 2*said*.",
        "outlet Le Figaro: told Le Figaro",
        "outlet Le Figaro: ~told Le Figaro",
        reason="what is told in an interview reaches as far as any interview",
    ),
    row(
        "“[The plan failed],” <Jane Roe> *said* on state radio.",
        "outlet state radio: said on state radio",
        reason="on the radio of a state",
    ),
    row(
        "“[The plan failed],” <Jane Roe> *said* on Radio Free Asia.",
        "outlet Radio Free Asia: said on Radio Free Asia",
        reason="a radio station by its name",
    ),
    row(
        "In remarks to Xinhua, <Jane Roe> *said* [trade would grow].",
        "agency Xinhua: In remarks to Xinhua",
        reason="remarks to a Chinese agency",
    ),
    row(
        "In a meeting with the editorial board of Le Monde, <Ann Roe> *said* [she was tired].",
        "outlet Le Monde: In a meeting with the editorial board of Le Monde",
        reason="an editorial board hears guests",
    ),
    row(
        "“[She was tired],” <Ann Roe> *told* the editorial board of Le Monde.",
        "outlet Le Monde: told the editorial board of Le Monde",
        reason="an editorial board is told",
    ),
    row(
        "Meeting with the Le Monde editorial board, <Ann Roe> *said* [she was tired].",
        "outlet Le Monde: with the Le Monde editorial board",
        reason="an editorial board behind its paper",
    ),
    row(
        "In an interview with Russia’s combative network RT, <Ann Roe> *said* [she was tired].",
        "outlet RT: In an interview with Russia’s combative network RT",
        reason="any adjective between an owner and a kind",
    ),
    row(
        "Ann Roe came. In an interview with Fox News <Roe> *said* [she was tired].",
        "outlet Fox News: In an interview with Fox News",
        reason="a speaker behind a medium without a comma",
    ),
]

POST = [
    row(
        "“[We will win],” <Marco Rubio> *tweeted*.",
        "platform Twitter: tweeted",
        reason="a verb that names its platform",
    ),
    row(
        "“[We will win],” <Marco Rubio> *wrote* on Facebook.",
        "platform Facebook: wrote on Facebook",
        reason="on a platform",
    ),
    row(
        "“[We will win],” <Marco Rubio> *said* in a tweet.",
        "platform Twitter: in a tweet",
        reason="a noun that names its platform",
    ),
    row(
        "“[We will win],” <the ministry> *said* in a post on Telegram.",
        "platform Telegram: in a post on Telegram",
        reason="a post on a platform",
    ),
    row(
        "“[We will win],” <the mayor> *said* in a Facebook post.",
        "platform Facebook: in a Facebook post",
        reason="the platform before the post",
    ),
    row(
        "On Twitter, <Marco Rubio> *called* the plan [a disgrace].",
        "platform Twitter: On Twitter",
        reason="a platform in front",
    ),
    row(
        "<Marco Rubio> took to Twitter to *say* [the plan had failed].",
        "platform Twitter: took to Twitter",
        reason="took to a platform",
    ),
    row(
        "In a video posted on YouTube, <Jane Roe> *said* [the truce was over].",
        "platform YouTube: In a video posted on YouTube",
        reason="a video on a platform",
    ),
    row(
        "“[We will win],” <the minister> *said* via Telegram.",
        "platform Telegram: said via Telegram",
        reason="via a platform",
    ),
    row(
        "“[We will win],” <the embassy> *wrote* on Weibo.",
        "platform Weibo: wrote on Weibo",
        reason="a Chinese platform",
    ),
    row(
        "“[Sad!]” — <Donald J. Trump> (@realDonaldTrump)",
        "platform Twitter: @realDonaldTrump",
        reason="the signature of a tweet",
    ),
    row(
        "“[We must act],” <Jane Roe> *wrote* in the Guardian.",
        "outlet The Guardian: wrote in the Guardian",
        reason="wrote in a paper",
    ),
    row(
        "In a Wall Street Journal essay last week, <Jane Roe> *acknowledged* [their uphill battle].",
        "outlet Wall Street Journal: In a Wall Street Journal essay",
        reason="an essay for a paper",
    ),
    row(
        "“[We must act],” <Jane Roe> *argued* in an op-ed for USA Today.",
        "outlet USA Today: in an op-ed for USA Today",
        reason="an op-ed",
    ),
    row(
        "“[We must act],” <the poet> *wrote* in a column published in The Hindu.",
        "outlet The Hindu: in a column published in The Hindu",
        reason="an Indian column",
    ),
    row(
        "<A study> that appeared in the Hong Kong Medical Journal *found* [that the air made people ill].",
        "outlet Hong Kong Medical Journal: that appeared in the Hong Kong Medical Journal",
        reason="a study through the journal that it appeared in",
    ),
    row(
        "“[Anyone could vote],” <Jane Roe> *said* in the Sunday Times.",
        "outlet The Sunday Times: said in the Sunday Times",
        reason="said in a paper",
    ),
    row(
        "“[The plan will fail],” *wrote* <Jane Roe of the Guardian>.",
        "outlet The Guardian: Jane Roe of the Guardian",
        reason="a journalist writes in her own paper",
    ),
    row(
        "<Jane Roe, a columnist for Le Monde>, *writes* [that the plan will fail].",
        "outlet Le Monde: Jane Roe, a columnist for Le Monde",
        reason="a columnist with her title",
    ),
    row(
        "1<Jane Roe at Le Monde> 1*agreed* [that it was late].\nThe plan, 2<she> 2*wrote*, “2[will fail].”",
        "outlet Le Monde: ~Jane Roe at Le Monde",
        "outlet Le Monde: ~Jane Roe at Le Monde",
        reason="what she writes later, and what leads up to it",
    ),
    row(
        "<Le Monde’s Jane Roe> *wrote* [that the plan would fail].",
        "outlet Le Monde: Le Monde’s Jane Roe",
        reason="a journalist behind her paper",
    ),
]

REPORT = [
    row(
        "<Kim> *said* [that the deal was dead], according to Tass, a Russian news agency.",
        "agency TASS: according to Tass, a Russian news agency",
        reason="according to, with its gloss",
    ),
    row(
        "<North Korea> *said* [it would support all the measures], KCNA reported.",
        f"{KCNA}: KCNA reported",
        reason="somebody else’s words, reported by an agency",
    ),
    row(
        "<Kim> *affirmed* [that the army stands firm], as reported by the Korean Central News Agency (KCNA).",
        f"{KCNA}: as reported by the Korean Central News Agency",
        reason="the brackets only give the short name",
    ),
    row(
        "<Lavrov> was *quoted* in Russian state-affiliated media on Sunday saying [that the talks had failed].",
        "outlet Russian state-affiliated media: quoted in Russian state-affiliated media",
        reason="quoted in",
    ),
    row(
        "<The minister> was *quoted as saying* by Iran’s official IRNA news agency [that oil would flow].",
        "agency Islamic Republic News Agency: quoted as saying by Iran’s official IRNA news agency",
        reason="quoted as saying by",
    ),
    row(
        "Taiwan’s United Daily News *quoted* <a U.S. official> *as saying* [the talks had failed].",
        "outlet United Daily News: Taiwan’s United Daily News quoted",
        reason="a paper quotes",
    ),
    row(
        "<The minister> *said* in a statement carried by Xinhua [that trade would grow].",
        "agency Xinhua: carried by Xinhua",
        reason="carried by",
    ),
    row(
        "“[The dam held],” <the governor> *said*, the state-run Anadolu Agency reported.",
        "agency Anadolu Agency: the state-run Anadolu Agency reported",
        reason="a Turkish agency",
    ),
    row(
        "“[The dam held],” <the governor> *said*, reported Reuters.",
        "agency Reuters: reported Reuters",
        reason="the verb before the agency",
    ),
    row(
        "As Interfax reported, <the governor> *said* [the dam held].",
        "agency Interfax: Interfax reported",
        reason="as an agency reported",
    ),
    row(
        "<The governor> *said* [the dam held], per Reuters.",
        "agency Reuters: per Reuters",
        reason="per",
    ),
    row(
        "According to reports in Israeli media, <Netanyahu> *said* [the deal was near].",
        "outlet Israeli media: According to reports in Israeli media",
        reason="according to reports in",
    ),
    row(
        "State media reported that <the president> *ordered* [a halt to the exports].",
        "outlet State media: State media reported",
        reason="state media of no named country",
    ),
    row(
        "<Assad> *said* [the army would advance], Syrian state news agency SANA reported.",
        "agency Syrian Arab News Agency: Syrian state news agency SANA reported",
        reason="a description before the name",
    ),
    row(
        "<The president> *vowed* [to rebuild], Zimbabwe’s state-run Herald newspaper reported.",
        "outlet Herald: Zimbabwe’s state-run Herald newspaper reported",
        reason="a Zimbabwean paper",
    ),
    row(
        "“[The line is closed],” <he> *said*, as quoted by RIA Novosti.",
        "agency RIA Novosti: as quoted by RIA Novosti",
        reason="as quoted by",
    ),
    row(
        "<The colonel> *said* [the line was closed], citing RIA Novosti.",
        "agency RIA Novosti: citing RIA Novosti",
        reason="citing",
    ),
    row(
        "“[The line is closed],” <he> *said* in footage aired on Lebanon’s Al-Manar television.",
        "outlet Al-Manar: footage aired on Lebanon’s Al-Manar television",
        reason="footage on a channel",
    ),
    row(
        "<Kim Jong Un> *said* [that the army stands firm] (KCNA).",
        f"{KCNA}: (KCNA)",
        reason="a credit in brackets",
    ),
    row(
        "<The minister> *said* [the budget would grow]. - Reuters",
        "agency Reuters: ~- Reuters",
        reason="a credit behind a dash closes its paragraph",
    ),
    row(
        "<Kim Jong Un> *said* [that the army stands firm]. He smiled (KCNA).\nThe rain fell.",
        f"{KCNA}: ~(KCNA)",
        reason="a credit in brackets covers its paragraph",
    ),
    row(
        "“[We are ready],” <he> *was cited as saying* by the ISNA news agency.",
        "agency Iranian Students' News Agency: cited as saying by the ISNA news agency",
        reason="cited as saying",
    ),
    row(
        "<The junta> *said* [order would return], Lao state television reported.",
        "outlet Lao state television: Lao state television reported",
        reason="a description with its country",
    ),
    row(
        "<Lula> *said* [the forest would stand], the newspaper Folha de S.Paulo reported.",
        "outlet Folha de S.Paulo: the newspaper Folha de S.Paulo reported",
        reason="a Brazilian paper",
    ),
    row(
        "<The junta leader> *said* [elections would wait], the Bamako-based daily L’Indépendant reported.",
        "outlet L’Indépendant: the Bamako-based daily L’Indépendant reported",
        reason="a paper that only its kind shows",
    ),
    row(
        "<Duterte> *said* [he would resign], according to the Philippine Daily Inquirer.",
        "outlet Philippine Daily Inquirer: according to the Philippine Daily Inquirer",
        reason="a Philippine paper",
    ),
]

ORDER = [
    row(
        "<The general> had *told* the newspaper Kommersant [that the line was closed], Interfax reported.",
        ("outlet Kommersant: told the newspaper Kommersant", "agency Interfax: Interfax reported"),
        reason="a listener stands nearer to the speaker than a reporter",
    ),
    row(
        "<Kim> *said* [the army stands firm] in a KCNA report carried by Yonhap.",
        (f"{KCNA}: in a KCNA report", "agency Yonhap: carried by Yonhap"),
        reason="a report carried by another agency",
    ),
    row(
        "“[We will win],” <Marco Rubio> *tweeted*, according to CNN.",
        ("platform Twitter: tweeted", "outlet CNN: according to CNN"),
        reason="a post that a medium reports",
    ),
    row(
        "Speaking through an interpreter, <Choe> *told* Reuters [that talks would go on].",
        ("translation an interpreter: through an interpreter", "agency Reuters: told Reuters"),
        reason="an interpreter stands next to the speaker",
    ),
    row(
        "In an interview with Bild, <Scholz> *said* [the plan was dead], Reuters reported.",
        ("outlet Bild: In an interview with Bild", "agency Reuters: Reuters reported"),
        reason="an interview that an agency reports",
    ),
    row(
        "Interfax, citing the newspaper Kommersant, said <the general> had *ordered* [a halt].",
        (
            "outlet Kommersant: citing the newspaper Kommersant",
            "agency Interfax: Interfax, citing the newspaper Kommersant, said",
        ),
        reason="an agency cites a paper",
    ),
]

TRANSLATION = [
    row(
        "According to a Russian translation, <Choe> *expressed* [confidence that Russia would win].",
        "translation a Russian translation: According to a Russian translation",
        reason="according to a translation",
    ),
    row(
        "“[We are tired],” <the miner> *said* through a translator.",
        "translation a translator: through a translator",
        reason="through a translator",
    ),
    row(
        "“[We are tired],” <the miner> *said*, speaking through an interpreter.",
        "translation an interpreter: through an interpreter",
        reason="through an interpreter",
    ),
    row(
        "“[We are tired],” <Putin> *said* via a translator on Monday.",
        "translation a translator: via a translator",
        reason="via a translator",
    ),
    row(
        "<He> *said*, according to an official English translation, [that the treaty was void].",
        "translation an official English translation: according to an official English translation",
        reason="a translation with its adjectives",
    ),
]

LEAKS_AND_PAPERS = [
    row(
        "In emails released by WikiLeaks, <the envoy> *called* the plan [a mess].",
        "leaker WikiLeaks: emails released by WikiLeaks",
        reason="emails that a leaker released",
    ),
    row(
        "<The envoy> *called* the plan [a mess], WikiLeaks emails showed.",
        "leaker WikiLeaks: WikiLeaks emails",
        reason="the leaker before what it leaked",
    ),
    row(
        "“[Pay them],” <the minister> *wrote* in a memo obtained by The Associated Press.",
        "agency Associated Press: memo obtained by The Associated Press",
        reason="a memo that an agency obtained",
    ),
    row(
        "<The envoy> *called* the plan [a mess] in one of the WikiLeaks Stratfor emails.",
        "leaker WikiLeaks: the WikiLeaks Stratfor emails",
        reason="the leaker before whose papers it leaked",
    ),
    row(
        "The mail was part of the WikiLeaks Stratfor dump. “[He is full of himself],” <Ann Roe> *wrote* in an email to "
        "Sky News’s Ann Poe.",
        "leaker WikiLeaks: ~the WikiLeaks Stratfor dump",
        reason="whom leaked mail was addressed to did not carry it",
    ),
    row(
        "“[Pay them],” <the minister> *wrote* in a letter seen by Reuters.",
        "agency Reuters: in a letter seen by Reuters",
        reason="a letter seen by an agency",
    ),
    row(
        "“[Pay them],” <the minister> *said* in a recording leaked to Al Jazeera.",
        "outlet Al Jazeera: recording leaked to Al Jazeera",
        reason="a recording leaked to a broadcaster",
    ),
    row(
        "<The suspect> *said* [he was alone], according to court documents.",
        "document court documents: according to court documents",
        reason="court papers",
    ),
    row(
        "<The driver> *said* [that he was sober], according to a police report.",
        "document a police report: according to a police report",
        reason="a police report",
    ),
    row(
        "“[I did it],” <Jane Roe> *said*, according to a transcript of the hearing.",
        "document a transcript of the hearing: according to a transcript of the hearing",
        reason="a transcript",
    ),
    row(
        "NBC News aired the video. “1[Stop],” 1<Ann Roe> 1*can be heard saying* there.\nThen 2<Max> 2*begged* 2[her].\n"
        "“3[Stop it],” 3<Ann Roe> 3*said*.",
        "outlet NBC News: ~NBC News aired the video",
        "-",
        "outlet NBC News: ~NBC News aired the video",
        reason="a voice of a recording goes on behind one that is not quoted",
    ),
]

PERSON = [
    row(
        "<The mine> *said* [that it would close], according to leaders of the union.",
        "person leaders of the union: according to leaders of the union",
        reason="somebody retells what another said",
    ),
    row(
        "<Trump> *said* [he would leave], according to two people familiar with the talks.",
        "person two people familiar with the talks: according to two people familiar with the talks",
        reason="voices without a name retell",
    ),
    row(
        "1“1[He told me 2[‘never’]],” said 1<Ms. Roe>, as 2<the minister> 2*answered*.",
        "-",
        "-",
        reason="an answer outside the words of another is not nested in them",
    ),
    row(
        "“1[2<My father> 2*said* 2[we should leave]],” 1<Ann Roe> 1*said*.",
        "-",
        "person Ann Roe: Ann Roe said",
        reason="words inside the words of another",
    ),
    row(
        "“1[2<My father> 2*said* 2[we should leave]],” 1<Ann Roe> 1*told* CNN.",
        "outlet CNN: told CNN",
        ("person Ann Roe: Ann Roe told", "outlet CNN: told CNN"),
        reason="nested words go on the way of those around them",
    ),
    row(
        "1<Ann Roe> 1*said* 1[that 2<John Doe> 2*promised* 2[to pay]].",
        "-",
        "person Ann Roe: Ann Roe said",
        reason="nested without marks",
    ),
    row(
        "1<Officials> 1*thanked* 1[the port for what 2<John Doe> 2*called* 2[“real help”]].",
        "-",
        "-",
        reason="the writer tells what somebody calls it",
    ),
    row(
        "“1[I went to see what 2<John Doe> 2*called* 2[‘real help’]],” 1<Ann Roe> 1*said*.",
        "-",
        "person Ann Roe: Ann Roe said",
        reason="a voice tells what somebody calls it",
    ),
    row(
        "1<The report> 1*says* 1[2<the driver> 2*admitted* 2[he was drunk]].",
        "-",
        "document The report: The report says",
        reason="a document that holds the words of somebody",
    ),
]

CARRIED = [
    row(
        "In an interview with CNN, 1<Marco Rubio> 1*said* 1[that talks would go on]. “2[I did it],” 2<he> 2*said*.",
        "outlet CNN: In an interview with CNN",
        "outlet CNN: ~In an interview with CNN",
        reason="an interview covers what the same speaker says next",
    ),
    row(
        "“1[I did it],” 1<Marco Rubio> 1*said* in an interview with CNN.\nThe rain fell.\nIt fell all day.\n"
        "“2[And again],” 2<Rubio> 2*said*.",
        "outlet CNN: in an interview with CNN",
        "outlet CNN: ~in an interview with CNN",
        reason="an interview goes on paragraphs later",
    ),
    row(
        "“1[No],” 1<Marco Rubio> 1*told* AFP.\n“2[And never],” 2<he> 2*added*.",
        "agency Agence France-Presse: told AFP",
        "agency Agence France-Presse: ~told AFP",
        reason="what was told goes on in the next paragraph",
    ),
    row(
        "“1[No],” 1<Ann Roe> 1*told* AFP.\nThe rain fell.\nIt fell long.\n“2[And never],” 2<Roe> 2*concluded*.",
        "agency Agence France-Presse: told AFP",
        "agency Agence France-Presse: ~told AFP",
        reason="what was told goes on as long as somebody concludes",
    ),
    row(
        "1<Marco Rubio> 1*said* on Friday 1[he would run].\n“2[I am in],” 2<he> 2*told* CNN.",
        "outlet CNN: ~told CNN",
        "outlet CNN: told CNN",
        reason="the first paragraph tells what the next one shows",
    ),
    row(
        "Marco Rubio appeared on MSNBC on Tuesday. “1[I am in],” 1<he> 1*said*.",
        "outlet MSNBC: ~appeared on MSNBC",
        reason="an appearance in a sentence of its own",
    ),
    row(
        "In a Guardian essay, 1<Jane Roe> 1*acknowledged* 1[the fight]. “2[It is long],” 2<she> 2*wrote*.",
        "outlet The Guardian: In a Guardian essay",
        "outlet The Guardian: ~In a Guardian essay",
        reason="an essay goes on",
    ),
    row(
        "1<Jane Roe> 1*told* CNN 1[that the deal was dead], but 2<she> 2*said* 2[a new one was near].",
        "outlet CNN: told CNN",
        "outlet CNN: told CNN",
        reason="two statements in one sentence",
    ),
    row(
        "“1[The line is closed],” 1<Lavrov> 1*said*, Tass reported. “2[It stays closed],” 2<he> 2*added*.",
        "agency TASS: Tass reported",
        "agency TASS: ~Tass reported",
        reason="an agency’s report goes on in its paragraph",
    ),
    row(
        "Partial transcript of Jane Roe’s interview with NPR:\n1<HOST>: 1[Why did you run?]\n2<ROE>: 2[I had to.]\n"
        "3<HOST>: 3[Will you win?]\n4<ROE>: 4[I will.]",
        "outlet NPR: ~interview with NPR",
        "outlet NPR: ~interview with NPR",
        "outlet NPR: ~interview with NPR",
        "outlet NPR: ~interview with NPR",
        reason="all turns of a transcript",
    ),
    row(
        "NBC News first published the video on Friday. 1<The footage> 1*shows* 1[an officer with a gun]. "
        "2<Ann Roe> can be heard 2*yelling* 2[that he was unarmed].\n“3[Don’t shoot],” 3<she> 3*says*.",
        "outlet NBC News: ~NBC News first published the video",
        "outlet NBC News: ~NBC News first published the video",
        "outlet NBC News: ~NBC News first published the video",
        reason="all who are heard in a recording",
    ),
    row(
        "NBC News first published the video. Ann Roe can be heard yelling at someone.\n“[Stop],” <she> *says*.",
        "outlet NBC News: ~NBC News first published the video",
        reason="a voice of a recording whose first words are not quoted",
    ),
    row(
        "In a phone interview with Fox News’ Jenna Lee, Jane Roe was asked about it.\n“[I am],” <she> *said*.",
        "outlet Fox News: ~In a phone interview with Fox News’ Jenna Lee",
        reason="an occasion in front of its guest",
    ),
    row(
        "In Der Spiegel’s long profile of the tenor, 1<his friends> 1*seemed* 1[eager to talk]. “2[He sings in the "
        "bath],” 2*said* 2<Ann Roe>, who taught him.",
        "outlet Der Spiegel: In Der Spiegel’s long profile",
        "outlet Der Spiegel: ~In Der Spiegel’s long profile",
        reason="a piece that a paragraph quotes from, whoever speaks",
    ),
    row(
        "1<The minister> could not 1*explain* 1[why it was mentioned by Ann Roe] in an interview with Le Monde. "
        "“2[It was easy],” 2<Roe> 2*said*.",
        "-",
        "outlet Le Monde: ~in an interview with Le Monde",
        reason="an occasion of whoever stands right before it",
    ),
    row(
        "In a 2013 video uncovered by Fox News, <Jane Roe> *said* [speed came first].",
        "outlet Fox News: video uncovered by Fox News",
        reason="a video that a medium found",
    ),
    row(
        "It came up in an interview with Fox News’s Chris Wallace.\n“[I answered],” <Clinton> *said* in the interview.",
        "outlet Fox News: ~in an interview with Fox News’s Chris Wallace",
        reason="the interview that was named before",
    ),
    row(
        "NBC News aired the tape on Monday, after the captain’s widow released it. <The captain> can be heard *saying* "
        "[that the engine was dead].",
        ("person the captain’s widow: ~the captain’s widow released", "outlet NBC News: ~NBC News aired the tape"),
        reason="who gave a recording away stands before who showed it",
    ),
    row(
        "A nurse shared the recording with Le Monde. <The minister> can be heard *saying* [that the ward was closed].",
        ("person A nurse: ~A nurse shared", "outlet Le Monde: ~shared the recording with Le Monde"),
        reason="who gave a recording to a medium",
    ),
    row(
        "“1[I am in],” 1<Jane Roe> 1*told* CNN’s Wolf Blitzer. 2<Blitzer> 2*asked* 2[whether she was sure].",
        "outlet CNN: told CNN’s Wolf Blitzer",
        "outlet CNN: ~told CNN’s Wolf Blitzer",
        reason="the journalist is on the same air",
    ),
    row(
        "1<Ann Roe> 1*told* CNN 1[it was late].\n2<She> 2*added*: “2[He gave a speech at a rally in the past].”",
        "outlet CNN: told CNN",
        "outlet CNN: ~told CNN",
        reason="another occasion that only the quoted words tell of",
    ),
    row(
        "1<Ann Roe> 1*said* [that it rained]. A year ago, in an interview with CNN, 2<she> 2*said* 2[that it snowed].",
        "-",
        "outlet CNN: in an interview with CNN",
        reason="another time reaches nothing before it",
    ),
]

MEANT = [
    row(
        "“1[It is late],” 1<Ann Roe> 1*said* on CBS’s “Face the Nation.”\n"
        "On “Face the Nation,” 2<John Doe> 2*said* 2[he was tired].",
        "outlet CBS: said on CBS’s “Face the Nation.”",
        "outlet CBS: On “Face the Nation,”",
        reason="a programme whose house was named before",
    ),
    row(
        "1<Jane Roe> 1*told* Le Figaro 1[she was in]. “2[I will win],” 2<John Doe> 2*told* the paper.",
        "outlet Le Figaro: told Le Figaro",
        "outlet Le Figaro: told the paper",
        reason="the paper that was named before",
    ),
    row(
        "<The coach> *told* a South Korean paper [that he would stay].",
        "outlet a South Korean paper: told a South Korean paper",
        reason="a paper that nobody names, but for its nation",
    ),
    row(
        "1<Jane Roe> 1*told* CNN 1[she was in]. “2[I will win],” 2<John Doe> 2*told* the network.",
        "outlet CNN: told CNN",
        "outlet CNN: told the network",
        reason="the network that was named before",
    ),
    row(
        "KCNA is run by the state. <Kim> *said* [the army stands firm], state media reported.",
        f"{KCNA}: state media reported",
        reason="the one state agency that the article names",
    ),
    row(
        "<Kim> *said* [the army stands firm], according to North Korean state media.",
        f"{KCNA}: according to North Korean state media",
        reason="a description that the registry knows",
    ),
    row(
        "“1[I am in],” 1<Jane Roe> 1*told* The Washington Post. “2[So am I],” 2<John Doe> 2*told* the Post.",
        "outlet Washington Post: told The Washington Post",
        "outlet Washington Post: told the Post",
        reason="the last word of a name that was given in full",
    ),
    row(
        "Jake Tapper of CNN met her. “[I am in],” <Jane Roe> *told* the magazine Stern.",
        "outlet Stern: told the magazine Stern",
        reason="the medium told, not another one near by",
    ),
]

NONE = [
    row("<KCNA> *said* [the talks were held in Wonsan].", "-", reason="the agency itself speaks"),
    row(
        "[The pair discussed “mutual cooperation”], <KCNA> *reported*.", "-", reason="its own account is its own words"
    ),
    row("“[We will win],” <Lavrov> *told* reporters.", "-", reason="listeners carry nothing"),
    row("“[We will win],” <Lavrov> *told* journalists in Moscow.", "-", reason="journalists of no medium"),
    row("“[We will win],” <Lavrov> *told* the crowd.", "-", reason="a crowd"),
    row("“[We will win],” <Lavrov> *told* lawmakers.", "-", reason="lawmakers"),
    row("“[We will win],” <Lavrov> *told* NATO.", "-", reason="a body that the registry knows is no medium"),
    row("“[We will win],” <Lavrov> *told* Marco Rubio.", "-", reason="a person"),
    row("“[We will win],” <Lavrov> *said* at a rally in Moscow.", "-", reason="a place"),
    row("“[We will win],” <Lavrov> *said* at a news conference.", "-", reason="a news conference is the medium"),
    row("“[We will win],” <Lavrov> *said* in a statement.", "-", reason="a statement is the medium"),
    row("“[We will win],” <Lavrov> *said* in an interview.", "-", reason="an interview with nobody named"),
    row("“[CNN is fake],” <Donald Trump> *said*.", "-", reason="a medium inside the words quoted"),
    row("<Donald Trump> *said* [that CNN was fake].", "-", reason="the same without marks"),
    row("<Donald Trump> *attacked* [CNN for its coverage].", "-", reason="a medium as the target"),
    row("<He> *said* [he had told CNN everything].", "-", reason="a telling that is itself reported"),
    row(
        "<He> *said* [Ann Roe had lied in an interview with CNN that aired in May].", "-", reason="another’s interview"
    ),
    row("In a CNN poll, <most voters> *said* [they were tired].", "-", reason="a poll of a medium"),
    row("<CNN executives> *said* [they were tired].", "-", reason="who works for a medium"),
    row(
        "<Fox News chairman Roger Ailes> *said* [he was tired].", "-", reason="the head of a medium speaks for himself"
    ),
    row("<A CNN spokeswoman> *said* [the show would go on].", "-", reason="a spokeswoman of a medium"),
    row("After the debate, which CNN hosted, <Ann Roe> *said* [she was tired].", "-", reason="a host of a debate"),
    row("<Ann Roe>, a reporter for Reuters, *said* [she had been beaten].", "-", reason="an employer in an apposition"),
    row("<Ann Roe>, who once worked at the BBC, *said* [she was tired].", "-", reason="a former employer"),
    row("At a protest against the BBC, <Ann Roe> *said* [she was tired].", "-", reason="a protest against a medium"),
    row("Outside CNN’s headquarters, <Ann Roe> *said* [she was tired].", "-", reason="a building"),
    row("In an attack on CNN, <Ann Roe> *called* it [fake].", "-", reason="an attack on a medium"),
    row("<Ann Roe> *said* [ads would run on Fox News].", "-", reason="ads on a channel"),
    row(
        "<Ann Roe>, who has 2 million Twitter followers, *said* [she was tired].", "-", reason="followers on a platform"
    ),
    row("<Ann Roe> *accused* [Facebook of spying].", "-", reason="a platform that is accused"),
    row("<Facebook> *said* [it had removed the page].", "-", reason="a platform that speaks"),
    row("<The New York Times> *said* [it would appeal].", "-", reason="a paper that speaks"),
    row("JERUSALEM, April 4 (Interfax) - <The minister> *said* [the talks had failed].", "-", reason="a dateline"),
    row("WASHINGTON (AP) — <The minister> *said* [the talks had failed].", "-", reason="a dateline without a date"),
    row("PARIS (Reuters) - <The minister> *said* [the talks had failed].", "-", reason="a dateline with a hyphen"),
    row("TEHRAN, Oct. 2 (Xinhua) -- <The minister> *said* [the talks had failed].", "-", reason="a Chinese dateline"),
    row("By Ann Roe, Associated Press\n<The minister> *said* [the talks had failed].", "-", reason="a byline"),
    row(
        "<The minister> *said* [the talks had failed].\nReporting by Ann Roe; Editing by John Doe; Reuters",
        "-",
        reason="a credit line of the article",
    ),
    row(
        "Korean Central News Agency via AP\n<The minister> *said* [the talks had failed].",
        "-",
        reason="the credit of a photo",
    ),
    row(
        "“1[I did it],” 1<Marco Rubio> 1*told* CNN.\nThe rain fell.\nIt fell long.\n“2[And again],” 2<Rubio> 2*said*.",
        "outlet CNN: told CNN",
        "-",
        reason="what was told once does not spread over the article",
    ),
    row(
        "In a Der Spiegel essay, 1<Jane Roe> 1*wrote* 1[that she was tired]. “2[So am I],” 2<John Poe> 2*said*.",
        "outlet Der Spiegel: In a Der Spiegel essay",
        "-",
        reason="an essay is the words of its writer alone",
    ),
    row(
        "“1[No],” 1<Marco Rubio> 1*told* CNN. “2[Yes],” *said* 2<John Roe>.",
        "outlet CNN: told CNN",
        "-",
        reason="nor to another speaker",
    ),
    row(
        "“1[No],” 1<Marco Rubio> 1*told* CNN. 2<He> 2*said* at a rally on Monday 2[that he would run].",
        "outlet CNN: told CNN",
        "-",
        reason="nor to another occasion",
    ),
    row(
        "“1[No],” 1<Marco Rubio> 1*told* CNN on Sunday. On Tuesday 2<he> 2*said* 2[that he would run].",
        "outlet CNN: told CNN",
        "-",
        reason="nor to another day",
    ),
    row(
        "1<Marco Rubio> 1*said* earlier 1[that he would run]. 2<He> later 2*told* CNN 2[that he would not].",
        "-",
        "outlet CNN: told CNN",
        reason="nor back to an earlier statement",
    ),
    row(
        "1<Moreau> 1*said* at a hearing 1[the dam was safe]. 2<Moreau> later 2*told* CNN 2[it was not].",
        "-",
        "outlet CNN: told CNN",
        reason="a hearing is not the interview",
    ),
    row(
        "1<Jane Roe> 1*tweeted* 1[her thanks]. In Ohio, 2<she> 2*called* the plan 2[a mess] on Friday at a rally.",
        "platform Twitter: tweeted",
        "-",
        reason="a tweet does not cover a rally",
    ),
    row("<The space agency> *said* [the probe had landed].", "-", reason="an agency that is no news agency"),
    row(
        "<Ann Roe> *told* the World Anti-Doping Agency [that she was clean].",
        "-",
        reason="a named agency that is no news agency",
    ),
    row(
        "<Jane Roe, a columnist for Le Monde>, *said* [that the plan would fail].",
        "-",
        reason="what a journalist says, she may say anywhere",
    ),
    row("<The Le Monde editorial board> *wrote* [that it was late].", "-", reason="a board that writes itself"),
    row("<Ann Roe>, a reader of Le Monde, *wrote* [that it was late].", "-", reason="a reader writes anywhere"),
    row("<Ann Roe>, who met Jane Roe of Le Monde, *wrote* [that it was late].", "-", reason="somebody else’s paper"),
    row(
        "<Ann Roe> *said* [the press was free], White House press secretary John Doe nodding.",
        "-",
        reason="a press secretary",
    ),
    row("<Ann Roe> *said* [she was tired] at a Reuters event in New York.", "-", reason="an event of an agency"),
    row("<Ann Roe> *said* [the deal, a pact against the media, was dead].", "-", reason="the media in general"),
    row("Under pressure from local media, <Ann Roe> *said* [she would go].", "-", reason="media that press somebody"),
    row("In Times Square, <Ann Roe> *said* [she was tired].", "-", reason="a place with the name of a paper"),
    row("<An AP-NORC survey> *found* [that most are tired].", "-", reason="a name that goes on"),
    row(
        "<Michael Bloomberg> *said* [he would run]. Bloomberg reported a profit.",
        "-",
        reason="a person with the name of an agency",
    ),
    row("<Ann Roe> *wrote* [that the war was lost] in her diary.", "-", reason="a diary that nobody published"),
    row("<Ann Roe> *said* [the treaty was void] in her translation of Homer.", "-", reason="a work that is translated"),
    row(
        "The video was widely shared on social media. <Ann Roe> *said* [she was tired].",
        "-",
        reason="where something else went",
    ),
    row(
        "<The lawyers> *said* [they had released the video to the Herald and other media].",
        "-",
        reason="what all media were given",
    ),
    row(
        "1<Le Monde> 1*reported* 1[that the mayor would go], but 2<his office> 2*denied* 2[the report].",
        "-",
        "-",
        reason="a medium’s own account ends where another speaks",
    ),
    row("<Most voters> *said* [they were tired], a CNN/ORC poll found.", "-", reason="a poll of two"),
    row("“[We will win],” <Ann Roe> *told* MacArthur.", "-", reason="a surname of two parts"),
    row("“[We will win],” <Ann Roe> *told* FIDE.", "-", reason="a body’s initials are no medium’s"),
    row(
        "1<Ann Roe> 1*told* Le Monde 1[that the canal was safe].\nAt the Vatican, 2<she> 2*spoke of* 2[its beauty].",
        "outlet Le Monde: told Le Monde",
        "-",
        reason="another place in front of the sentence",
    ),
    row("<Ann Roe> *said* [she had disclosed them to Reuters].", "-", reason="what was handed over is not said"),
    row("“[We will win],” <Ann Roe> *told* USA TODAY.", "-", reason="a name in the capitals of its own house"),
    row("<Ann Roe>, a Kyodo photographer, *said* [she was tired].", "-", reason="a photographer of an agency"),
    row("<Ann Roe> *said* [she read Le Monde every day].", "-", reason="a paper that somebody reads"),
    row("<A spokesman for Xinhua> *denied* [the report].", "-", reason="a spokesman of an agency"),
    row("Shares of Facebook fell. <Analysts> *said* [they would recover].", "-", reason="shares of a platform"),
    row("<Ann Roe> *sued* [The Guardian for libel].", "-", reason="a paper that is sued"),
    row("<Ann Roe>, who founded the daily Vatan, *said* [she was tired].", "-", reason="a paper that somebody founded"),
    row("<Ann Roe> *said* [that state television was dull].", "-", reason="state television as the subject"),
    row("<Ann Roe> *said* [she was tired], according to her.", "-", reason="nobody carries their own words"),
]

ROWS = [
    *TOLD, *TALK, *POST, *REPORT, *ORDER, *TRANSLATION, *LEAKS_AND_PAPERS, *PERSON, *CARRIED, *MEANT, *NONE,
]  # fmt: skip
