"""What the audit log may say of somebody: a closed set, each with its words in French."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class Action(StrEnum):
    """One kind of thing done, or refused."""

    SESSION_OPENED = "session.opened"
    SESSION_REFUSED = "session.refused"
    SESSION_LOCKED = "session.locked"
    SESSION_ENDED = "session.ended"
    SESSION_CLOSED = "session.closed"
    FACTOR_REFUSED = "factor.refused"
    FACTOR_LOCKED = "factor.locked"
    CODE_REFUSED = "code.refused"
    CODE_LOCKED = "code.locked"
    CODES_ALARM = "codes.alarm"
    RIGHT_REFUSED = "right.refused"

    ACCOUNT_CREATED = "account.created"
    ACCOUNT_ACTIVATED = "account.activated"
    PASSWORD_CHANGED = "account.password_changed"  # noqa: S105 - a kind of entry
    RECOVERY_REFUSED = "account.recovery_refused"
    ACCOUNT_DENIED = "account.denied"
    ACCOUNT_REVIEWED = "account.reviewed"
    RESTORE_ASKED = "restore.asked"
    RESTORE_DONE = "restore.done"
    RESTORE_REFUSED = "restore.refused"
    RECEPTION_ASKED = "reception.asked"
    RECEPTION_DONE = "reception.done"
    RECEPTION_REFUSED = "reception.refused"
    IDENTITY_CHANGED = "account.identity_changed"
    EMAIL_CHANGED = "account.email_changed"
    MOBILE_CHANGED = "account.mobile_changed"
    CONTACT_PREFERRED = "account.contact_preferred"
    ACCOUNT_DELETED = "account.deleted"
    IDENTITY_LINKED = "identity.linked"
    IDENTITY_UNLINKED = "identity.unlinked"
    TOTP_ON = "totp.on"
    TOTP_OFF = "totp.off"
    RECOVERY_CODES_RENEWED = "recovery_codes.renewed"
    PASSKEY_ADDED = "passkey.added"
    PASSKEY_REMOVED = "passkey.removed"
    SUBSCRIPTION_CHOSEN = "subscription.chosen"
    EXPORT_ASKED = "export.asked"
    EXPORT_DOWNLOADED = "export.downloaded"
    INVOICES_EXPORTED = "invoices.exported"
    INVOICES_TAKEN = "invoices.taken"

    MEMBERSHIP_CHANGED = "membership.changed"
    MEMBERSHIP_ENDED = "membership.ended"
    MEMBERSHIP_LEFT = "membership.left"
    BOX_CHANGED = "box.changed"
    BOX_MAIL = "box.mail"
    ACCESS_MADE = "token.made"
    ACCESS_REVOKED = "token.revoked"
    ACCESS_REFUSED = "token.refused"
    API_CALLED = "api.called"
    INVITATION_SENT = "invitation.sent"
    INVITATION_ACCEPTED = "invitation.accepted"
    INVITATION_DECLINED = "invitation.declined"
    INVITATION_CANCELLED = "invitation.cancelled"

    HABILITATION_DEPOSITED = "habilitation.deposited"
    HABILITATION_STATUS = "habilitation.status"
    HABILITATION_SEEN = "habilitation.seen"
    RIB_STATUS = "rib.status"
    RIB_DEFAULT = "rib.default"
    RIB_REVEALED = "rib.revealed"
    RIB_SEEN = "rib.seen"
    INVOICE_DEPOSITED = "facture.deposited"
    CREDIT_NOTE_DEPOSITED = "avoir.deposited"
    INVOICE_STATUS = "facture.status"
    INVOICE_RIB = "facture.rib"
    INVOICE_SEEN = "facture.seen"
    IBAN_SEEN = "facture.iban"
    PAYMENTS_EXPORTED = "payments.exported"
    PAYMENTS_TAKEN = "payments.taken"
    PAYMENTS_IMPORTED = "payments.imported"
    DOCUMENT_OPENED = "documents.opened"
    DEMANDE_GIVEN = "demandes.given"
    BATCH_STARTED = "batch.started"
    MESSAGE_SENT = "demandes.message"
    NOTE_WRITTEN = "demandes.note"
    DOSSIER_TAKEN = "dossier.taken"
    JOURNAL_EXPORTED = "journal.exported"

    FILE_INFECTED = "file.infected"

    ROLE_OFFERED = "role.offered"
    ROLE_GRANTED = "role.granted"
    ROLE_REFUSED = "role.refused"
    ROLE_TAKEN = "role.taken"
    ROLE_OFFER_WITHDRAWN = "role.offer_withdrawn"
    AGENT_DIRECTIONS = "agent.directions"
    AGENT_SUSPENDED = "agent.suspended"
    AGENT_REACTIVATED = "agent.reactivated"
    DIRECTION_ADDED = "direction.added"
    DIRECTION_RENAMED = "direction.renamed"
    DIRECTION_CLOSED = "direction.closed"
    DIRECTION_REOPENED = "direction.reopened"
    PARAMETER_SET = "parameter.set"
    RATE_ADDED = "tgc-rate.added"
    RATE_ENDED = "tgc-rate.ended"
    RATE_WITHDRAWN = "tgc-rate.withdrawn"
    BANK_KEPT = "bank.kept"
    BANK_REMOVED = "bank.removed"
    REASON_SET = "reason.set"
    SENTENCE_SET = "usual-sentence.set"
    ORDERS_IMPORTED = "orders.imported"
    ORDERS_EXPORTED = "orders.exported"
    ORDER_CLOSED = "order.closed"
    ORDER_REOPENED = "order.reopened"
    DEMONSTRATION = "demonstration"


LABELS: Final[Mapping[Action, str]] = {
    Action.SESSION_OPENED: "Connexion",
    Action.SESSION_REFUSED: "Connexion refusée : mot de passe faux",
    Action.SESSION_LOCKED: "Connexion bloquée : trop d’essais",
    Action.SESSION_ENDED: "Déconnexion",
    Action.SESSION_CLOSED: "Session fermée à distance",
    Action.FACTOR_REFUSED: "Second facteur refusé",
    Action.FACTOR_LOCKED: "Second facteur bloqué : trop d’essais",
    Action.CODE_REFUSED: "Code à 4 chiffres refusé",
    Action.CODE_LOCKED: "Codes à 4 chiffres bloqués : trop d’essais",
    Action.CODES_ALARM: "Alarme : beaucoup de codes faux en une heure",
    Action.RIGHT_REFUSED: "Action refusée : droit absent",
    Action.ACCOUNT_CREATED: "Compte créé",
    Action.ACCOUNT_ACTIVATED: "Compte activé",
    Action.PASSWORD_CHANGED: "Mot de passe changé",
    Action.RECOVERY_REFUSED: "Mot de passe oublié refusé : second facteur absent",
    Action.ACCOUNT_DENIED: "« Ce n’était pas moi » : compte mis à l’abri",
    Action.ACCOUNT_REVIEWED: "Accès du compte revus par la personne",
    Action.RESTORE_ASKED: "Point d’accueil : retrait du second facteur demandé",
    Action.RESTORE_DONE: "Point d’accueil : second facteur retiré, confirmé par un autre agent",
    Action.RESTORE_REFUSED: "Point d’accueil : retrait du second facteur refusé",
    Action.RECEPTION_ASKED: "Point d’accueil : geste demandé pour une personne reçue",
    Action.RECEPTION_DONE: "Point d’accueil : geste confirmé par un autre agent",
    Action.RECEPTION_REFUSED: "Point d’accueil : geste refusé ou repris",
    Action.IDENTITY_CHANGED: "État civil changé",
    Action.EMAIL_CHANGED: "Courriel changé",
    Action.MOBILE_CHANGED: "Mobile changé",
    Action.CONTACT_PREFERRED: "Contact préférentiel changé",
    Action.ACCOUNT_DELETED: "Compte supprimé",
    Action.IDENTITY_LINKED: "NC Connect relié",
    Action.IDENTITY_UNLINKED: "NC Connect délié",
    Action.TOTP_ON: "Double authentification activée",
    Action.TOTP_OFF: "Double authentification désactivée",
    Action.RECOVERY_CODES_RENEWED: "Codes de secours renouvelés",
    Action.PASSKEY_ADDED: "Clé d’accès ajoutée",
    Action.PASSKEY_REMOVED: "Clé d’accès retirée",
    Action.SUBSCRIPTION_CHOSEN: "Abonnement choisi",
    Action.EXPORT_ASKED: "Copie des données demandée",
    Action.EXPORT_DOWNLOADED: "Copie des données téléchargée",
    Action.INVOICES_EXPORTED: "Export de factures demandé",
    Action.INVOICES_TAKEN: "Liste de factures téléchargée",
    Action.MEMBERSHIP_CHANGED: "Accès d’un membre changé",
    Action.MEMBERSHIP_ENDED: "Accès d’un membre retiré",
    Action.MEMBERSHIP_LEFT: "Établissement quitté",
    Action.BOX_CHANGED: "Adresse de dépôt changée",
    Action.BOX_MAIL: "Courriel reçu à l’adresse de dépôt",
    Action.ACCESS_MADE: "Accès pour logiciel créé",
    Action.ACCESS_REVOKED: "Accès pour logiciel révoqué",
    Action.ACCESS_REFUSED: "Appel refusé : jeton révoqué ou expiré",
    Action.API_CALLED: "Appel d’un logiciel",
    Action.INVITATION_SENT: "Invitation envoyée",
    Action.INVITATION_ACCEPTED: "Invitation acceptée",
    Action.INVITATION_DECLINED: "Invitation déclinée",
    Action.INVITATION_CANCELLED: "Invitation annulée",
    Action.HABILITATION_DEPOSITED: "Demande d’habilitation déposée",
    Action.HABILITATION_STATUS: "Statut d’une habilitation",
    Action.HABILITATION_SEEN: "Habilitation ouverte par un agent",
    Action.RIB_STATUS: "Statut d’un RIB",
    Action.RIB_DEFAULT: "RIB par défaut choisi",
    Action.RIB_REVEALED: "IBAN entier affiché à un membre",
    Action.RIB_SEEN: "RIB ouvert par un agent, IBAN entier",
    Action.INVOICE_DEPOSITED: "Facture déposée",
    Action.CREDIT_NOTE_DEPOSITED: "Avoir déposé",
    Action.INVOICE_STATUS: "Statut d’une facture",
    Action.INVOICE_RIB: "RIB d’une facture en attente ou choisi",
    Action.INVOICE_SEEN: "Facture ouverte par un agent",
    Action.IBAN_SEEN: "IBAN entier d’un paiement affiché à un agent",
    Action.PAYMENTS_EXPORTED: "Factures à payer exportées",
    Action.PAYMENTS_TAKEN: "Fichier de factures à payer téléchargé",
    Action.PAYMENTS_IMPORTED: "Fichier de paiements confirmé",
    Action.DOCUMENT_OPENED: "Document ouvert par un agent",
    Action.DEMANDE_GIVEN: "Demande confiée à un agent, ou rendue à tous",
    Action.BATCH_STARTED: "Lot de décisions lancé",
    Action.MESSAGE_SENT: "Message envoyé",
    Action.NOTE_WRITTEN: "Note interne écrite",
    Action.DOSSIER_TAKEN: "Dossier d’une facture téléchargé",
    Action.JOURNAL_EXPORTED: "Journal exporté",
    Action.FILE_INFECTED: "Document écarté par l’antivirus",
    Action.ROLE_OFFERED: "Rôle proposé",
    Action.ROLE_GRANTED: "Rôle donné",
    Action.ROLE_REFUSED: "Rôle refusé : un autre l’exclut",
    Action.ROLE_TAKEN: "Rôle retiré",
    Action.ROLE_OFFER_WITHDRAWN: "Invitation d’un agent annulée",
    Action.AGENT_DIRECTIONS: "Directions d’un agent changées",
    Action.AGENT_SUSPENDED: "Agent suspendu",
    Action.AGENT_REACTIVATED: "Agent réactivé",
    Action.DIRECTION_ADDED: "Direction ajoutée",
    Action.DIRECTION_RENAMED: "Direction renommée",
    Action.DIRECTION_CLOSED: "Direction fermée",
    Action.DIRECTION_REOPENED: "Direction rouverte",
    Action.PARAMETER_SET: "Paramètre changé",
    Action.RATE_ADDED: "Taux de TGC ajouté",
    Action.RATE_ENDED: "Taux de TGC arrêté",
    Action.RATE_WITHDRAWN: "Taux de TGC retiré",
    Action.BANK_KEPT: "Banque ajoutée ou changée",
    Action.BANK_REMOVED: "Banque retirée",
    Action.REASON_SET: "Motif codé changé",
    Action.SENTENCE_SET: "Phrase usuelle ajoutée ou changée",
    Action.ORDERS_IMPORTED: "Bons de commande importés",
    Action.ORDERS_EXPORTED: "Bons de commande exportés",
    Action.ORDER_CLOSED: "Bon de commande clos",
    Action.ORDER_REOPENED: "Bon de commande rouvert",
    Action.DEMONSTRATION: "Données de démonstration écrites",
}
