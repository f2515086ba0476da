"""Everything one transaction can read and write, each kind of thing by its own module."""

from sqlalchemy import Connection

from storage.audit_trail import AuditTrail
from storage.block_keys import KeyDirectory
from storage.calendar_entries import CalendarEntries
from storage.dead_letters import DeadLetters
from storage.deliveries import Deliveries
from storage.drafts import Drafts
from storage.kept_about import KeptAbout
from storage.key_fingerprints import KeyFingerprints
from storage.leadership import Leadership
from storage.meetings import MeetingOutcomes
from storage.outbox import Outbox
from storage.pending_acts import PendingActs
from storage.people import People
from storage.process_leads import ProcessLeads
from storage.processes import Processes
from storage.proposals import Proposals
from storage.publications import Publications
from storage.purging import Purging
from storage.rehearsals import Rehearsals
from storage.responses import Responses
from storage.revision import is_current
from storage.sealed_blocks import SealedBlocks
from storage.teams import Teams
from storage.unfinished_forms import UnfinishedForms
from storage.versions import Versions


class UnitOfWork:
    """One transaction; whoever opened it commits or rolls back."""

    def __init__(self, connection: Connection, keys: KeyDirectory) -> None:
        self._connection = connection
        self.keys = keys
        self.teams = Teams(connection)
        self.people = People(connection)
        self.processes = Processes(connection)
        self.process_leads = ProcessLeads(connection)
        self.audit = AuditTrail(connection, keys.audit)
        self.calendar = CalendarEntries(connection)
        self.outbox = Outbox(connection)
        self.deliveries = Deliveries(connection)
        self.leadership = Leadership(connection)
        self.dead_letters = DeadLetters(connection)
        self.rehearsals = Rehearsals(connection)
        self.outcomes = MeetingOutcomes(connection)
        self.responses = Responses(connection)
        self.drafts = Drafts(connection)
        self.proposals = Proposals(connection)
        self.sealed = SealedBlocks(connection)
        self.publications = Publications(connection)
        self.fingerprints = KeyFingerprints(connection)
        self.kept_about = KeptAbout(connection)
        self.pending_acts = PendingActs(connection)
        self.purging = Purging(connection)
        self.versions = Versions(connection)
        self.unfinished_forms = UnfinishedForms(connection)

    @property
    def has_our_tables(self) -> bool:
        """Say whether the tables are those of this program: another one may have migrated them."""
        return is_current(self._connection)
