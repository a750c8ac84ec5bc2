"""The words of what is done to a case: outcomes, acts of outreach and participation, why a case ends, who was told."""

from attrs import frozen

from juso_core.municipality.words import Word

__all__ = [
    "Attendee",
    "CloseReason",
    "Contact",
    "EmergencyKind",
    "Outcome",
    "OutreachAct",
    "ParticipationAct",
]


class Outcome(Word):
    """What a conference came to."""

    NOTED = "noted", "共有・協議した", "shared and discussed"
    AGREED = "agreed", "了承", "agreed"
    REJECTED = "rejected", "差し戻し", "sent back"
    BACK_TO_REFERRER = "back_to_referrer", "紹介元が主担当", "the referrer leads"


class OutreachAct(Word):
    """The five activities of outreach (manual: 6 4)(3)), its beginning, a contact made, and its end."""

    BEGUN = "begun", "開始", "begun"
    INFORMATION = "information", "情報収集", "gathering information"
    PREPARATION = "preparation", "事前調整", "preparation"
    RELATIONSHIP = "relationship", "関係性構築", "building a relationship"
    VISIT = "visit", "家庭訪問", "home visit"
    ACCOMPANIMENT = "accompaniment", "家庭訪問・同行支援", "visit and accompaniment"
    CONTACT = "contact", "本人と会えた", "contact made"
    ENDED = "ended", "終結", "ended"


class ParticipationAct(Word):
    """The steps of participation support (manual: 6 2)(3))."""

    CONTACT = "contact", "早期の関わり", "early contact"
    MATCHING = "matching", "マッチング・メニューづくり", "matching"
    RETENTION = "retention", "定着支援", "retention support"
    ENDED = "ended", "終結", "ended"


class Contact(Word):
    """Whether the person can be reached."""

    LOST = "lost", "連絡途絶", "lost"
    RESTORED = "restored", "連絡再開", "restored"


class CloseReason(Word):
    """Why a case ends."""

    ROLES_AGREED = "roles_agreed", "役割分担が定まった", "roles are agreed"
    SOLVED = "solved", "課題が解消した", "solved"
    HANDED_OVER = "handed_over", "他機関へつないだ", "handed over"
    DECLINED = "declined", "本人が望まない", "the person declined"
    MOVED_AWAY = "moved_away", "転出", "moved away"
    DIED = "died", "死亡", "died"
    OTHER = "other", "その他", "other"


class EmergencyKind(Word):
    """Who was told in an emergency."""

    POLICE = "police", "警察", "police"
    MEDICAL = "medical", "医療機関", "medical services"
    ABUSE_REPORT = "abuse_report", "虐待の通報先", "the body competent for abuse reports"


@frozen
class Attendee:
    """Who was at a conference, and whether their duty of confidentiality was recorded for this session."""

    who: str
    confidentiality: bool = False
