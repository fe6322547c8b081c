"""What must be known of the world to compare names: families of East Asia, given names of Hungary, nicknames.

Owns word lists alone. A word that may be either a family name or a given one stands in no list that joins.
"""


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


def _variants(groups: str) -> dict[str, str]:
    """Read groups of words, cut by bars: each word leads to the first of its group."""
    return {word: group.split()[0] for group in groups.split("|") for word in group.split()}


KOREAN_FAMILIES = _words("""
    kim lee park choi choe jung jeong chung kang cho jo yoon yun jang chang lim han oh seo suh shin kwon hwang ahn song
    ryu yoo hong moon mun yang bae baek paek ri pak ro roh noh rhee ban kwak nam woo heo hur
""")
CHINESE_FAMILIES = _words("""
    wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo zheng liang xie tang song han
    feng deng cao peng zeng xiao tian dong pan yuan cai jiang yu du ye cheng wei su lu ding ren yao zhong cui tan liao
    fan shi jin jia xia fang bai zou xiong qin qiu hou meng yin long duan lei qian dai mao wen hua xi ji yi
    hsi chou chiang tsai teng hsieh hsu chang chao chu kuo tseng tung tsao kao lo cheng chung
""")
EAST_ASIAN_FAMILIES = KOREAN_FAMILIES | CHINESE_FAMILIES
# Given names in English too: Martin Lee and Lee Martin are two people.
ALSO_GIVEN = _words("lee kim long song ray young dean chung jung han jo noh woo ma jin hua wen ren")

# Given names that are Hungarian alone; behind a word that is no given name anywhere they tell the order.
HUNGARIAN_GIVEN = _words("""
    viktor laszlo istvan janos jozsef gabor zoltan attila ferenc sandor gyorgy andras balazs csaba denes erno gergo
    geza gyula imre jeno kalman karoly lajos levente lorant matyas miklos mihaly szabolcs szilard tibor tivadar zsolt
    zsigmond aniko bernadett borbala erzsebet eszter ildiko ilona katalin piroska reka szilvia timea tunde zsofia
    zsuzsanna
""")

# The one list of the house. Kim, a Korean family's name, is nobody's short name here, and Jon is not John.
NICKNAMES = _variants("""
    william bill billy will willie | joseph joe joey | robert bob bobby rob robby robbie | richard dick rick rich ricky
    richie | james jim jimmy jamie | thomas tom tommy | michael mike mick mickey | edward ed eddie ted teddy ned
    | anthony tony | charles charlie chuck chas | daniel dan danny | david dave davy | benjamin ben benny
    | donald don donnie | kenneth ken kenny | lawrence larry | stephen steve steven stevie | christopher chris kit
    | matthew matt | andrew andy drew | gregory greg | samuel sam sammy | timothy tim | jeffrey jeff | ronald ron ronnie
    | raymond ray | peter pete | philip phil phillip | patrick pat paddy | nicholas nick nicky | frederick fred freddie
    | gerald jerry gerry | elizabeth liz beth betsy lizzie eliza | katherine kate kathy katie | catherine cathy
    | margaret maggie peggy meg marge | patricia patty trish | susan sue susie | deborah debra deb debbie
    | barbara barb barbie | jennifer jen jenny | rebecca becky | victoria vicky | abraham abe | albert al bert
    | eugene gene | francis frank frankie | henry harry hank | john jack johnny | leonard leo len lenny | walter walt
    | alexander alex sasha | alexandra sandra | bernard bernie | christina tina | dmitry dima | dorothy dot dottie
    | evgeny zhenya | frances fran | francisco paco pancho | guillermo memo | harold hal | ignacio nacho | jacob jake
    | jacqueline jackie | jessica jess jessie | jonathan jonny | jose pepe | judith judy | leslie les | louis lou louie
    | mikhail misha | nathaniel nate nathan | nicolas nico | nikolai kolya | pamela pam | terrence terry | theodore theo
    | vincent vince vinnie | vladimir volodya | zachary zach zack
""")
COMMON_GIVEN = frozenset(NICKNAMES) | _words("""
    adam alan alex aleksandr aleksei andrei anton arnold arthur balint bela benedek boris bruno carl claude cornelius
    craig dmitry dominik dean dennis douglas duncan elton emil eric erik felix filip gary gaspar geoffrey george gergely
    graham gordon hans harold howard hugh ian ivan jakab jakob jan jason jay jean joel jonathan jordan josef karl keith
    kelemen kelly kevin klaus kyle lewis leon lloyd lorinc louis lucas lukacs lukas marcel marco marko mark martin
    marton marshall mate max maximilian milan mitchell morgan neil nikolai oscar oskar otto owen pal patrik paul pavel
    ralph rene roger roland roman ross roy russell ryan scott sean sergei simon spencer stanley stefan stuart taylor
    terry tamas todd tony trevor tyler vaclav victor vladimir warren wayne werner wolfgang yuri
""")
# One name in Arabic script, many in Latin, and people keep to theirs: these suggest and never join.
ARABIC_VARIANTS = _variants("""
    muhammad mohammed mohamed mohammad mohamad muhammed mohamet mahomet | ahmad ahmed | husain hussein hussain husayn
    hossein | yusuf youssef yousef yousuf youcef | jamal gamal djamal | qaddafi gaddafi kadhafi gadhafi kaddafi qadhafi
    | abdul abdel abd abdal | usama osama oussama | said saeed sayeed saed | sulaiman suleiman sulayman soleiman soliman
    | ibn bin ben | qasim qassem kassem qasem ghasem | nasrallah nasrullah | husayni husseini hosseini | jaafar jafar
    | al as ash ad an ar at az
""")
KOREAN_VARIANTS = _variants("""
    choi choe | lee ri rhee yi | park pak bak | baek paek paik | roh ro noh | jeong jung chung jong | jo cho
    | jang chang | go ko | ahn an | lim im rim | yu yoo ryu | shin sin | seo suh so | woo u | moon mun | kang gang
    | bae pae | oh o | gwon kwon | yoon yun | heo hur ho
""")

LEGAL_FORMS = _words("""
    the of for and a an inc corp co ltd llc plc gmbh ag sa nv se company corporation limited
""")
SPELLINGS_OF_BODIES = _variants("""
    al el | defence defense | organisation organization | centre center | labour labor | programme program
    | department dept dep | ministry min | university univ | international intl | association assn assoc
    | committee cttee | government govt
""")
