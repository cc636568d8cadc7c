"""Words of saying: verbs and nouns by which a text hands a figure to somebody, and the stance they carry."""

from __future__ import annotations

from qa.language.vocabulary import vocabulary
from qa.types import Stance


def _forms(table: dict[Stance, str]) -> dict[str, Stance]:
    return {form: stance for stance, forms in table.items() for form in forms.split()}


VERBS: dict[str, Stance] = _forms({
    Stance.STATES: """
        say says said saying state states stated stating report reports reported reporting tell tells told
        announce announces announced announcing add adds added note notes noted write writes wrote written show
        shows showed shown find finds found reveal reveals revealed document documents documented record records
        recorded confirm confirms confirmed confirming conclude concludes concluded count counts counted register
        registers registered declare declares declared warn warns warned explain explains explained stress
        stresses stressed indicate indicates indicated verify verifies verified verifying tweet tweeted testify
        testified insist insists insisted maintain maintains maintained argue argues argued put puts identify
        identified list lists listed tally tallied cite cites cited compile compiled hold holds held gather
        gathered disclose discloses disclosed discovered highlighted highlights boast boasts boasted recalled
        replied responded comment commented publish publishes published detail details detailed emphasised
        emphasized observed spoke speaks spoken säger sa sade sagt uppger uppgav uppgett meddelar meddelade
        rapporterar rapporterade rapporterat skriver skrev berättar berättade bekräftar bekräftade bekräftat visar
        visade konstaterar konstaterade dokumenterat dokumenterade redovisar redovisade registrerat registrerade
        räknat framhåller understryker anger angav tillägger förklarar varnar varnade menar menade anser ansåg
        slår framgår sagt sagte sagten erklärt erklärte erklärten berichtet berichtete berichteten meldet meldete
        meldeten bestätigte bestätigt teilte teilten schreibt schrieb gab dit déclare déclaré annonce annoncé
        indique indiqué rapporte rapporté affirme affirmé confirme confirmé précise sprach spricht sprechen talar
        talade parle parlent
        """,
    Stance.ADMITS: """
        admit admits admitted admitting acknowledge acknowledges acknowledged acknowledging concede concedes
        conceded conceding confess confesses confessed accepts accepted erkänner erkände erkänt medger medgav
        medgett medgivit vidgår vidgick räumte räumt räumten zugegeben eingeräumt reconnaît reconnu
        reconnaissent admet admis
        """,
    Stance.ESTIMATES: """
        estimate estimates estimated estimating believe believes believed think thinks thought project
        projects projected forecast forecasts forecasted expect expects expected predict predicts predicted
        calculate calculates calculated reckon reckons reckoned suggest suggests suggested assess assesses
        assessed uppskattar uppskattade uppskattat beräknar beräknade beräknat bedömer bedömde tror trodde
        räknar väntar schätzt schätzte schätzen schätzten vermutet estime estimé estiment évalue
        """,
    Stance.ALLEGES: """
        claim claims claimed claiming allege alleges alleged alleging accuse accuses accused accusing assert
        asserts asserted contend contends contended charges charged blame blames blamed blaming hävdar hävdade
        hävdat påstår påstod påstått anklagar anklagade anklagat behauptet behauptete behaupteten wirft
        prétend accuse accusé
        """,
    Stance.DENIES: """
        deny denies denied denying reject rejects rejected rejecting dispute disputes disputed disputing
        refute refutes refuted dismiss dismisses dismissed dismissing contradict contradicts contradicted
        rebut rebutted contest contests contested förnekar förnekade förnekat dementerar dementerade
        dementerat avvisar avvisade avvisat tillbakavisar tillbakavisade bestrider bestred ifrågasätter
        bestreitet bestritt dementiert dementierte nie nié dément démenti rejette rejeté conteste
        """,
})  # fmt: skip

# Forms that are as often a noun or an ordinary verb; they need a subject right before them that can speak.
NEED_SUBJECT = vocabulary(
    """
    state states report reports record records count counts list lists note notes document documents show
    shows showed shown find finds found put puts claim claims estimate estimates project projects forecast
    forecasts charge charges charged register registers identify identified gather gathered compile compiled
    add adds added think believe expect expects expected expected highlights details detail publish published
    comment tally dispute accepts accepted projected thought believed estimated reported alleged recorded
    registered documented counted confirmed gab slår räknar väntar visar shows told räknat anger announced
    dismissed dismiss written warn warned maintain maintained nie dit listed cited cite observed noted reveal
    reveals verified discovered disclosed accuse accused contested spoke speaks spoken published compiled
    charged blamed
    """
)
_CLAIMS = vocabulary(
    """
    as claim claims report reports figure figures allegation allegations suggestion accusation accusations
    number numbers estimate estimates
    """
)
# Verbs that speak of figures only with such an object: "dismissed the claims", "put the toll at 40".
NEED_OBJECT = {
    "dismiss": _CLAIMS, "dismisses": _CLAIMS, "dismissed": _CLAIMS,
    "put": frozenset({"at"}), "puts": frozenset({"at"}),
    "hold": frozenset({"that"}), "holds": frozenset({"that"}), "held": frozenset({"that"}),
    "charge": frozenset({"that"}), "charges": frozenset({"that"}), "charged": frozenset({"that"}),
    "spoke": frozenset({"of", "about"}), "speaks": frozenset({"of", "about"}),
    "spoken": frozenset({"of", "about"}),
    "sprach": frozenset({"von"}), "spricht": frozenset({"von"}), "sprechen": frozenset({"von"}),
    "talar": frozenset({"om"}),
    "talade": frozenset({"om"}), "parle": frozenset({"de"}), "parlent": frozenset({"de"}),
}  # fmt: skip
PARTICIPLES = vocabulary(
    """
    reported documented recorded confirmed counted registered estimated claimed alleged acknowledged admitted
    verified announced cited highlighted given published released compiled issued provided collected tallied
    quoted seen obtained revealed made rapporterade dokumenterade bekräftade uppgivna publicerade angivna
    redovisade
    """
)

NOUNS: dict[str, Stance] = _forms({
    Stance.STATES: """
        figure figures toll tally count total number numbers data statistics report reports statement record
        records database survey study review census audit investigation assessment analysis inquiry research
        findings announcement evidence list archive siffra siffror uppgift uppgifter rapport statistik
        uttalande räkning sammanställning utredning undersökning studie angaben zahlen bericht statistik
        chiffres rapport bilan
        """,
    Stance.ADMITS: """
        admission admissions acknowledgement acknowledgment concession confession erkännande medgivande
        eingeständnis aveu
        """,
    Stance.ESTIMATES: """
        estimate estimates projection projections forecast forecasts calculation calculations uppskattning
        uppskattningar beräkning beräkningar prognos bedömning schätzung schätzungen prognose estimation
        estimations
        """,
    Stance.ALLEGES: """
        claim claims allegation allegations accusation accusations assertion assertions påstående påståenden
        anklagelse anklagelser behauptung behauptungen allégation allégations
        """,
    Stance.DENIES: "denial denials rejection förnekande dementi démenti",
})  # fmt: skip

REPORTS = vocabulary(
    """
    report reports statement investigation study survey analysis data figures statistics estimates estimate
    records documents census review tally count inquiry probe poll research assessment database findings
    bulletin update paper article interview rapport rapporten uttalande uttalandet undersökning undersökningen
    databas databasen studie studien utredning utredningen statistik siffror uppgifter sammanställning
    pressmeddelande bericht studie zahlen angaben rapport étude chiffres
    """
)

# Skipped between a subject and its verb: "has also repeatedly said".
BETWEEN_SUBJECT_AND_VERB = vocabulary(
    """
    has have had also later publicly already now then first since initially repeatedly previously recently
    earlier officially never not itself himself herself themselves once again still today yesterday finally
    reportedly is was were been quoted as did does do will would could should may might only even just so far
    consistently nevertheless thus therefore too both all themselves har hade också senare nu då först
    tidigare offentligt igen aldrig inte själv själva redan nyligen hat haben hatte ont avait a
    """
)
PERSONS = frozenset({"he", "she", "han", "hon", "er", "sie", "il", "elle"})
GROUPS = frozenset({"it", "they", "den", "det", "de", "es", "ils", "elles"})
CALLED_FALSE = vocabulary(
    """
    inaccurate false untrue baseless wrong misleading exaggerated unfounded lie lies fabricated felaktiga
    felaktig
    """
)
