"""The closed vocabularies of the field: one word for one thing, with the words that people read.

A value such as ``support_conference`` is what code, files and the journal hold; ``.ja`` and ``.en`` are what people
see. A word that is not here is an error in every file format. The glossary page of the docs is made from this module.
"""

from enum import StrEnum
from typing import Self

__all__ = [
    "AgencyKind",
    "Approached",
    "BroughtBy",
    "ConferenceKind",
    "Consent",
    "ConsentMoment",
    "Counts",
    "Field",
    "FormUse",
    "Function",
    "Includes",
    "Level",
    "NoteKind",
    "Occasion",
    "OperationForm",
    "OrganizationKind",
    "PlanKind",
    "PlanPattern",
    "Relation",
    "Required",
    "RoleKind",
    "Special",
    "Stage",
    "Status",
    "Together",
    "Topic",
    "Trait",
    "Trigger",
    "Unit",
    "Word",
]


class Word(StrEnum):
    """A word of a closed vocabulary: its code, and what people read in Japanese and English."""

    ja: str
    en: str

    def __new__(cls, code: str, ja: str = "", en: str = "") -> Self:
        """Make the word from its code and its two labels."""
        word = str.__new__(cls, code)
        word._value_ = code
        word.ja = ja or code
        word.en = en or code.replace("_", " ")
        return word

    def label(self, language: str) -> str:
        """Return what people read in ``language`` ("ja" or "en")."""
        return self.ja if language == "ja" else self.en


class Field(Word):
    """The four fields whose consultation services the programme takes as one (Act 106-4 (2) 1)."""

    ELDERLY = "elderly", "介護（高齢）", "elderly"
    DISABILITY = "disability", "障害", "disability"
    CHILD = "child", "子ども・子育て", "child"
    HARDSHIP = "hardship", "生活困窮", "hardship"


class Function(Word):
    """The functions of the programme (Act 106-4 (2) 1 to 6)."""

    COMPREHENSIVE_CONSULTATION = "comprehensive_consultation", "包括的相談支援", "comprehensive consultation"
    PARTICIPATION_SUPPORT = "participation_support", "参加支援", "participation support"
    COMMUNITY_BUILDING = "community_building", "地域づくり", "community building"
    OUTREACH = "outreach", "アウトリーチ等", "outreach"
    MULTI_AGENCY_COLLABORATION = "multi_agency_collaboration", "多機関協働", "multi-agency collaboration"
    SUPPORT_PLANNING = "support_planning", "支援プランの作成", "support planning"


class OperationForm(Word):
    """How a service is run."""

    DIRECT = "direct", "直営", "direct"
    OUTSOURCED = "outsourced", "委託", "outsourced"
    SUBSIDISED = "subsidised", "補助", "subsidised"
    MIXED = "mixed", "複数の形態", "mixed"


class OrganizationKind(Word):
    """What kind of body an organisation is; only a municipality can decide and convene by the Act."""

    MUNICIPALITY = "municipality", "市区町村", "municipality"
    SHAKYO = "shakyo", "社会福祉協議会", "council of social welfare"
    OTHER = "other", "その他の法人", "other body"


class AgencyKind(Word):
    """What an agency is."""

    SECTION = "section", "課・係", "section"
    CENTRE = "centre", "センター", "centre"
    BASE = "base", "拠点", "base"
    TEAM = "team", "チーム", "team"


class Status(Word):
    """How firm a fact is in its source."""

    IN_FORCE = "in_force", "実施", "in force"
    TRIAL = "trial", "試行", "trial"
    PLANNED = "planned", "予定", "planned"
    PROPOSED = "proposed", "案", "proposed"


class Stage(Word):
    """How far the municipality is with the programme."""

    NONE = "none", "未実施", "not running"
    TRANSITION = "transition", "移行準備", "transition programme"
    FULL = "full", "本格実施", "full"


class PlanKind(Word):
    """Which operator's plan it is (manual: 6 6)(2)③)."""

    MAC = "mac", "多機関協働のプラン", "collaboration plan"
    OUTREACH = "outreach", "アウトリーチ等のプラン", "outreach plan"
    PARTICIPATION = "participation", "参加支援のプラン", "participation plan"


class PlanPattern(Word):
    """What a plan contains, as far as that decides how it becomes final (manual: 6 6)(4))."""

    A = "A", "A（アウトリーチ等・参加支援のみ）", "A (only outreach or participation support)"
    B = "B", "B（それ以外の支援も含む）", "B (with other support)"
    C = "C", "C（どちらも含まない）", "C (neither)"


class Includes(Word):
    """What a plan contains; outreach and participation need a support decision (manual: 6 6)(4))."""

    OUTREACH = "outreach", "アウトリーチ等", "outreach"
    PARTICIPATION = "participation", "参加支援", "participation"
    OTHER = "other", "その他の支援", "other support"


class ConferenceKind(Word):
    """What a meeting is in law: a rule binds to the kind, never to a meeting's name."""

    SUPPORT_CONFERENCE = "support_conference", "支援会議（法106条の6）", "support conference (106-6)"
    JUSO_CONFERENCE = "juso_conference", "重層的支援会議", "juso conference"
    HARDSHIP_SUPPORT = "hardship_support_conference", "支援会議（困窮法）", "hardship support conference"
    HARDSHIP_COORDINATION = "hardship_coordination_conference", "支援調整会議", "hardship coordination conference"
    HARDSHIP_TRIAGE = "hardship_triage_conference", "困窮相談の振り分け会議", "hardship triage conference"
    COMMUNITY_CARE = "community_care_conference", "地域ケア会議", "community care conference"
    COMMUNITY_CARE_CASE = "community_care_case_conference", "地域ケア個別会議", "community care case conference"
    CHILD_COUNCIL = "child_protection_council", "要保護児童対策地域協議会", "child protection council"
    DISABILITY_COUNCIL = "disability_council", "自立支援協議会", "disability council"
    LIAISON = "liaison_conference", "連携会議", "liaison conference"
    THREE_PARTY = "three_party_meeting", "三者連携会議", "three-party meeting"
    ANONYMISED = "anonymised_conference", "匿名の検討会議", "anonymised conference"
    STAFF = "staff_meeting", "職員の定例会", "staff meeting"
    STEERING = "steering_body", "推進会議（事例を扱わない）", "steering body"


class Occasion(Word):
    """Why a conference is held; the manual names four at which one must be held (6 6)(2)③), sharing is free."""

    SHARE = "share", "情報共有", "sharing"
    PLAN = "plan", "プラン策定時", "plan"
    REPLAN = "replan", "再プラン策定時", "replan"
    CLOSURE = "closure", "支援終結の判断時", "closure"
    INTERRUPTION = "interruption", "支援中断の決定時", "interruption"


class Cases(Word):
    """Whether a meeting takes single cases; left out: it does."""

    NONE = "none", "個別の事例は扱わない", "no single case"
    OPTIONAL = "optional", "事例の有無にかかわらず開く", "with or without a case"


class Level(Word):
    """An answer that may leave a thing open: ``may`` means that the municipality itself leaves it open."""

    YES = "yes", "該当", "yes"
    MAY = "may", "任意", "may"
    NO = "no", "非該当", "no"


class Required(Word):
    """How strongly a conference is called for."""

    MUST = "must", "必須", "must"
    SHOULD = "should", "望ましい", "should"
    MAY = "may", "任意", "may"


class Together(Word):
    """Whether several named agencies act jointly, or any one of them."""

    JOINT = "joint", "共同で", "jointly"
    ANY = "any", "いずれか", "any one of them"


class Consent(Word):
    """The state of one consent of one person; only ``given`` counts as consent."""

    NOT_ASKED = "not_asked", "未確認", "not asked"
    GIVEN = "given", "同意あり", "given"
    REFUSED = "refused", "拒否", "refused"
    UNREACHABLE = "unreachable", "連絡がとれない", "unreachable"
    WITHDRAWN = "withdrawn", "撤回", "withdrawn"


class ConsentMoment(Word):
    """Before or after the person's consent."""

    BEFORE = "before", "同意前", "before consent"
    AFTER = "after", "同意後", "after consent"


class Approached(Word):
    """Where a consultation arrived."""

    FIELD_WINDOW = "field_window", "分野の相談窓口", "field window"
    GENERAL_WINDOW = "general_window", "総合相談窓口", "general window"
    BASE = "base", "地域の拠点", "base"
    TARGET_WINDOW = "target_window", "対象を絞った窓口", "target window"
    OTHER_SECTION = "other_section", "他の課", "other section"
    COMMISSIONER = "commissioner", "民生委員・児童委員", "welfare commissioner"
    OUTREACH = "outreach", "アウトリーチ", "outreach"


class BroughtBy(Word):
    """Who brought the consultation."""

    PERSON = "person", "本人", "the person"
    FAMILY = "family", "同居の家族", "family"
    RELATIVE = "relative", "親族", "relative"
    FRIEND = "friend", "知人", "friend"
    NEIGHBOUR = "neighbour", "近隣の人", "neighbour"
    CARE_MANAGER = "care_manager", "ケアマネジャー", "care manager"
    WELFARE_COMMISSIONER = "welfare_commissioner", "民生委員・児童委員", "welfare commissioner"
    SCHOOL = "school", "学校", "school"
    AGENCY = "agency", "支援関係機関", "agency"
    OTHER_SECTION = "other_section", "他の課", "other section"
    BUSINESS = "business", "事業者", "business"
    POLICE = "police", "警察", "police"
    MEDICAL = "medical", "医療機関", "medical service"


class Relation(Word):
    """How a member of the household is related to the person that the case is about."""

    MOTHER = "mother", "母", "mother"
    FATHER = "father", "父", "father"
    CHILD = "child", "子", "child"
    SPOUSE = "spouse", "配偶者", "spouse"
    SIBLING = "sibling", "きょうだい", "sibling"
    GRANDPARENT = "grandparent", "祖父母", "grandparent"
    GRANDCHILD = "grandchild", "孫", "grandchild"
    OTHER = "other", "その他", "other"


class Topic(Word):
    """What a consultation is about: the items of an intake sheet, and two that other sheets have."""

    INCOME_LIVING_COST = "income_living_cost", "収入・生活費", "income and living cost"
    RENT_LOAN_PAYMENT = "rent_loan_payment", "家賃・ローンの支払い", "rent and loan payment"
    TAX_UTILITY_PAYMENT = "tax_utility_payment", "税金・公共料金の支払い", "taxes and utilities"
    DEBT = "debt", "債務", "debt"
    LOAN_REQUEST = "loan_request", "資金の貸付", "loan request"
    HOUSEHOLD_BUDGET = "household_budget", "家計全般", "household budget"
    NO_FOOD = "no_food", "食べるものがない", "no food"
    HOUSING = "housing", "住まい", "housing"
    JOB_SEARCH = "job_search", "仕事探し・就職", "job search"
    WORK_TROUBLE = "work_trouble", "仕事上の不安・トラブル", "trouble at work"
    MENTAL_HEALTH = "mental_health", "こころの問題", "mental health"
    ILLNESS_HEALTH = "illness_health", "病気・健康", "illness and health"
    ELDERLY_CARE = "elderly_care", "介護", "care"
    CHILDCARE = "childcare", "子育て", "childcare"
    HIKIKOMORI_NONATTENDANCE = "hikikomori_nonattendance", "ひきこもり・不登校", "withdrawal, school absence"
    FAMILY_RELATIONS = "family_relations", "家族・人間関係", "family and relations"
    COMMUNITY_RELATIONS = "community_relations", "地域との関係", "relations in the community"
    DV_ABUSE = "dv_abuse", "DV・虐待", "violence and abuse"
    OTHER = "other", "その他", "other"
    DISABILITY = "disability", "障害", "disability"
    RIGHTS_PROTECTION = "rights_protection", "権利擁護", "protection of rights"


class Trait(Word):
    """A coded circumstance of a person."""

    CARE_NEEDED = "care_needed", "要介護", "needs care"
    CARE_LEVEL_PENDING = "care_level_pending", "要介護認定の申請中", "care level pending"
    DEMENTIA = "dementia", "認知症", "dementia"
    DISABILITY = "disability", "障害", "disability"
    DEVELOPMENTAL_DISORDER = "developmental_disorder", "発達障害", "developmental disorder"
    MENTAL_ILLNESS = "mental_illness", "精神疾患", "mental illness"
    HIKIKOMORI = "hikikomori", "ひきこもり", "social withdrawal"
    SCHOOL_NONATTENDANCE = "school_nonattendance", "不登校", "school non-attendance"
    YOUNG_CARER = "young_carer", "ヤングケアラー", "young carer"
    CARER = "carer", "ケアラー", "carer"
    DOUBLE_CARE = "double_care", "ダブルケア", "double care"
    HARDSHIP = "hardship", "生活困窮", "hardship"
    POST_COVID_HARDSHIP = "post_covid_hardship", "コロナ後の生活困窮", "post-covid hardship"
    DEBT = "debt", "多重債務", "debt"
    UNEMPLOYED = "unemployed", "失業", "unemployed"
    PUBLIC_ASSISTANCE = "public_assistance", "生活保護", "public assistance"
    SINGLE_PARENT = "single_parent", "ひとり親", "single parent"
    PREGNANT = "pregnant", "妊娠", "pregnant"
    FOREIGN_RESIDENT = "foreign_resident", "外国籍", "foreign resident"
    LIMITED_JAPANESE = "limited_japanese", "日本語が不自由", "limited Japanese"
    HOARDING_HOUSE = "hoarding_house", "ごみ屋敷", "hoarding house"
    SELF_NEGLECT = "self_neglect", "セルフネグレクト", "self-neglect"
    SUPPORT_REFUSAL = "support_refusal", "支援拒否", "refuses support"
    SOCIAL_ISOLATION = "social_isolation", "社会的孤立", "social isolation"
    DOMESTIC_VIOLENCE = "domestic_violence", "DV", "domestic violence"
    ABUSE_SUSPECTED = "abuse_suspected", "虐待の疑い", "abuse suspected"
    HOUSING_AT_RISK = "housing_at_risk", "住居喪失のおそれ", "housing at risk"


class Trigger(Word):
    """What a structure can state as the condition on which multi-agency collaboration takes a case."""

    SEVERAL_AGENCIES = "several_agencies", "複数の機関が必要", "several agencies are needed"
    COMPLAINT_UNCLEAR = "complaint_unclear", "主訴が不明確", "the complaint is unclear"
    ROLES_UNCLEAR = "roles_unclear", "役割分担が不明確", "responsibilities are unclear"
    NOBODY_RESPONSIBLE = "nobody_responsible", "担当する所管がない", "nobody is responsible"
    HOUSEHOLD_ISSUE = "household_issue", "世帯全体の課題", "an issue of the household"
    COOPERATION_FAILS = "cooperation_fails", "既存の連携では解決しない", "existing cooperation fails"
    STALLED = "stalled", "支援が行き詰まっている", "support has stalled"
    URGENT = "urgent", "緊急", "urgent"
    OUTREACH_WANTED = "outreach_wanted", "アウトリーチの対象と見込まれる", "outreach is expected"
    PARTICIPATION_WANTED = "participation_wanted", "参加支援の対象と見込まれる", "participation support is expected"


class RoleKind(Word):
    """What a worker does, whatever the local title is."""

    INTEGRATION_PROMOTER = "integration_promoter", "相談支援包括化推進員", "integration promoter"
    SECTION_PROMOTER = "section_promoter", "各課の推進員", "section promoter"
    SECTION_MANAGER = "section_manager", "所属長", "section manager"
    AGENCY_PROMOTER = "agency_promoter", "各機関の推進員", "agency promoter"
    COMMUNITY_WORKER = "community_worker", "地域福祉コーディネーター（CSW）", "community worker"
    LEAD_COMMUNITY_WORKER = "lead_community_worker", "統括のコミュニティワーカー", "lead community worker"
    LIFE_SUPPORT_COORDINATOR = "life_support_coordinator", "生活支援コーディネーター", "life support coordinator"
    DISTRICT_WORKER = "district_worker", "地区担当職員", "district worker"
    CONSULTATION_WORKER = "consultation_worker", "相談支援員", "consultation worker"
    OUTREACH_SPECIALIST = "outreach_specialist", "アウトリーチ専門員", "outreach specialist"
    SPECIALIST = "specialist", "専門職", "specialist"
    ASSISTANT = "assistant", "補助職員", "assistant"
    ADVISER = "adviser", "助言者", "adviser"
    CITIZEN_PROMOTER = "citizen_promoter", "市民の推進員", "citizen promoter"
    LIAISON = "liaison", "連絡員", "liaison"


class FormUse(Word):
    """What a form is for."""

    INTAKE = "intake", "相談受付", "intake"
    APPLICATION = "application", "利用申込（本人同意）", "application (consent)"
    REFERRAL = "referral", "つなぎ・依頼", "referral"
    PROPOSAL = "proposal", "提案", "proposal"
    ASSESSMENT = "assessment", "アセスメント", "assessment"
    PLAN = "plan", "支援プラン", "plan"
    EVALUATION = "evaluation", "プランの評価", "evaluation"
    PLEDGE = "pledge", "誓約書", "pledge"
    OTHER = "other", "その他", "other"


class NoteKind(Word):
    """Why a note stands in a structure."""

    NONE = "none", "ないと明記", "stated as none"
    CONFLICT = "conflict", "記述の食い違い", "conflict within the source"
    DEPARTS = "departs", "マニュアルと異なる", "departs from the manual"
    STATED = "stated", "記載あり（表にない事項）", "stated, where no table holds it"
    JUDGED = "judged", "判断としてコードに書いた", "a judgement, written in code"


class Unit(Word):
    """What is counted as one."""

    CASE = "case", "件（事例）", "case"
    PERSON = "person", "人", "person"
    HOUSEHOLD = "household", "世帯", "household"
    CONTACT = "contact", "延べ回数", "contact"
    SESSION = "session", "回（会議）", "session"
    PLAN = "plan", "件（プラン）", "plan"
    PLACE = "place", "か所", "place"
    STAFF = "staff", "人（職員）", "member of staff"
    PERCENT = "percent", "％", "percent"
    OTHER = "other", "その他", "other"


class Counts(Word):
    """What a counting rule can count; ``reporting.countables`` says when each of them counts."""

    CONSULTATION = "consultation", "相談受付", "consultation"
    REFERRAL = "referral", "多機関協働へのつなぎ", "referral"
    MAC_CASE = "mac_case", "多機関協働の受付", "case of multi-agency collaboration"
    PROPOSAL = "proposal", "提案による回答", "proposal"
    RETURN = "return", "紹介元への返し", "return to the referrer"
    APPLICATION = "application", "利用申込", "application"
    SESSION = "session", "会議の開催", "session of a conference"
    PLAN = "plan", "プランの確定", "plan made final"
    DECISION = "decision", "支援決定", "support decision"
    PLAN_REPORT = "plan_report", "プランの報告", "plan report"
    OUTREACH = "outreach", "アウトリーチ等の開始", "outreach begun"
    OUTREACH_ACTIVITY = "outreach_activity", "アウトリーチ等の活動", "outreach activity"
    PARTICIPATION = "participation", "参加支援の開始", "participation support begun"
    PARTICIPATION_ACTIVITY = "participation_activity", "参加支援の活動", "participation support activity"
    CLOSURE = "closure", "終結", "closure"
    INTERRUPTION = "interruption", "中断", "interruption"
    REOPENING = "reopening", "再開", "reopening"
    EMERGENCY = "emergency", "緊急の連絡・通報", "emergency"


class Special(Word):
    """Those who are named by what they are in the case, not by an id of the structure."""

    MUNICIPALITY = "@municipality", "市区町村", "the municipality"
    NEEDED = "@needed", "必要な機関", "the agencies needed"
    PERSON = "@person", "本人", "the person"
    FIRST_CONTACT = "@first_contact", "最初に相談を受けた者", "the first contact"
    REFERRER = "@referrer", "紹介元の機関", "the referring agency"
    WELFARE_OFFICE = "@welfare_office", "福祉事務所", "the welfare office"
    COMMUNITY = "@community", "地域の人", "people of the community"
