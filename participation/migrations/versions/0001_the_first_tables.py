"""The first tables."""

import sqlalchemy as sa
from alembic import op

from participation.core.db import Utc

revision = '0001'
down_revision = None
branch_labels = None
depends_on = None
phase = "before"  # or "after": only when no process with the code before this step runs any more


def upgrade() -> None:
    op.create_table('booker',
    sa.Column('person', sa.String(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('holds', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('person')
    )
    op.create_table('booking',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('unit', sa.String(), nullable=False),
    sa.Column('service', sa.String(), nullable=False),
    sa.Column('starts_at', Utc(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('minutes', sa.Integer(), nullable=False),
    sa.Column('slots', sa.Integer(), nullable=False),
    sa.Column('person', sa.String(), nullable=True),
    sa.Column('language', sa.String(), nullable=False),
    sa.Column('state', sa.String(), nullable=False),
    sa.Column('held_until', Utc(), nullable=True),
    sa.Column('number', sa.String(), nullable=False),
    sa.Column('code', sa.String(), nullable=False),
    sa.Column('sequence', sa.Integer(), nullable=False),
    sa.Column('party', sa.Integer(), nullable=False),
    sa.Column('interpreter', sa.String(), nullable=True),
    sa.Column('walk_in', sa.Boolean(), nullable=False),
    sa.Column('clerk', sa.String(), nullable=True),
    sa.Column('desk', sa.String(), nullable=True),
    sa.Column('created_on', sa.Date(), nullable=False),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('unit', 'day', 'number')
    )
    op.create_index('booking_of_person', 'booking', ['person', 'state'], unique=False)
    op.create_index(op.f('ix_booking_day'), 'booking', ['day'], unique=False)
    op.create_table('booking_seat',
    sa.Column('unit', sa.String(), nullable=False),
    sa.Column('starts_at', Utc(), nullable=False),
    sa.Column('seat', sa.Integer(), nullable=False),
    sa.Column('ends_at', Utc(), nullable=False),
    sa.Column('booking', sa.String(), nullable=False),
    sa.Column('held_until', Utc(), nullable=True),
    sa.PrimaryKeyConstraint('unit', 'starts_at', 'seat')
    )
    op.create_index(op.f('ix_booking_seat_booking'), 'booking_seat', ['booking'], unique=False)
    op.create_table('contact',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('channel', sa.String(), nullable=False),
    sa.Column('address', sa.String(), nullable=False),
    sa.Column('language', sa.String(), nullable=True),
    sa.Column('place', sa.String(), nullable=True),
    sa.Column('seen_on', sa.Date(), nullable=False),
    sa.Column('gone', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('channel', 'address')
    )
    op.create_index(op.f('ix_contact_seen_on'), 'contact', ['seen_on'], unique=False)
    op.create_table('finding',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('survey', sa.String(), nullable=False),
    sa.Column('organisation', sa.String(), nullable=False),
    sa.Column('release_sha256', sa.String(), nullable=False),
    sa.Column('title', sa.String(), nullable=False),
    sa.Column('text', sa.String(), nullable=False),
    sa.Column('questions', sa.String(), nullable=False),
    sa.Column('figures', sa.String(), nullable=False),
    sa.Column('state', sa.String(), nullable=False),
    sa.Column('created_by', sa.String(), nullable=False),
    sa.Column('created_at', Utc(), nullable=False),
    sa.Column('forwarded_by', sa.String(), nullable=True),
    sa.Column('forwarded_at', Utc(), nullable=True),
    sa.Column('told_at', Utc(), nullable=True),
    sa.Column('secret', sa.String(), nullable=True),
    sa.PrimaryKeyConstraint('id')
    )
    op.create_index(op.f('ix_finding_organisation'), 'finding', ['organisation'], unique=False)
    op.create_index(op.f('ix_finding_secret'), 'finding', ['secret'], unique=False)
    op.create_index(op.f('ix_finding_state'), 'finding', ['state'], unique=False)
    op.create_index(op.f('ix_finding_survey'), 'finding', ['survey'], unique=False)
    op.create_table('forgotten',
    sa.Column('mark', sa.String(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.PrimaryKeyConstraint('mark'),
    sqlite_with_rowid=False
    )
    op.create_index(op.f('ix_forgotten_day'), 'forgotten', ['day'], unique=False)
    op.create_table('heard',
    sa.Column('channel', sa.String(), nullable=False),
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('at', Utc(), nullable=False),
    sa.PrimaryKeyConstraint('channel', 'id')
    )
    op.create_index(op.f('ix_heard_at'), 'heard', ['at'], unique=False)
    op.create_table('office_area',
    sa.Column('source', sa.String(), nullable=False),
    sa.Column('key', sa.String(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('parent', sa.String(), nullable=True),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('postcodes', sa.String(), nullable=False),
    sa.PrimaryKeyConstraint('source', 'key')
    )
    op.create_index(op.f('ix_office_area_parent'), 'office_area', ['parent'], unique=False)
    op.create_table('office_area_name',
    sa.Column('source', sa.String(), nullable=False),
    sa.Column('area', sa.String(), nullable=False),
    sa.Column('language', sa.String(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.PrimaryKeyConstraint('source', 'area', 'language', 'name')
    )
    op.create_table('office_attribute',
    sa.Column('source', sa.String(), nullable=False),
    sa.Column('attribute', sa.String(), nullable=False),
    sa.Column('type', sa.String(), nullable=False),
    sa.Column('values', sa.String(), nullable=False),
    sa.Column('sensitive', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('source', 'attribute')
    )
    op.create_table('office_attribute_text',
    sa.Column('source', sa.String(), nullable=False),
    sa.Column('attribute', sa.String(), nullable=False),
    sa.Column('value', sa.String(), nullable=False),
    sa.Column('language', sa.String(), nullable=False),
    sa.Column('text', sa.String(), nullable=False),
    sa.PrimaryKeyConstraint('source', 'attribute', 'value', 'language')
    )
    op.create_table('office_closure',
    sa.Column('source', sa.String(), nullable=False),
    sa.Column('unit', sa.String(), nullable=False),
    sa.Column('first', sa.Date(), nullable=False),
    sa.Column('last', sa.Date(), nullable=False),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('opens', sa.Time(), nullable=True),
    sa.Column('closes', sa.Time(), nullable=True),
    sa.PrimaryKeyConstraint('source', 'unit', 'first')
    )
    op.create_table('office_document',
    sa.Column('source', sa.String(), nullable=False),
    sa.Column('service', sa.String(), nullable=False),
    sa.Column('document', sa.String(), nullable=False),
    sa.Column('per_person', sa.Boolean(), nullable=False),
    sa.Column('when', sa.String(), nullable=False),
    sa.PrimaryKeyConstraint('source', 'service', 'document')
    )
    op.create_table('office_document_text',
    sa.Column('source', sa.String(), nullable=False),
    sa.Column('document', sa.String(), nullable=False),
    sa.Column('language', sa.String(), nullable=False),
    sa.Column('text', sa.String(), nullable=False),
    sa.PrimaryKeyConstraint('source', 'document', 'language')
    )
    op.create_table('office_import',
    sa.Column('source', sa.String(), nullable=False),
    sa.Column('at', Utc(), nullable=False),
    sa.Column('version', sa.String(), nullable=False),
    sa.PrimaryKeyConstraint('source')
    )
    op.create_table('office_opening',
    sa.Column('source', sa.String(), nullable=False),
    sa.Column('unit', sa.String(), nullable=False),
    sa.Column('weekday', sa.Integer(), nullable=False),
    sa.Column('opens', sa.Time(), nullable=False),
    sa.Column('closes', sa.Time(), nullable=False),
    sa.Column('by_appointment', sa.Boolean(), nullable=False),
    sa.Column('slot_minutes', sa.Integer(), nullable=True),
    sa.Column('counters', sa.Integer(), nullable=True),
    sa.Column('valid_from', sa.Date(), nullable=True),
    sa.Column('valid_until', sa.Date(), nullable=True),
    sa.PrimaryKeyConstraint('source', 'unit', 'weekday', 'opens')
    )
    op.create_table('office_phrase',
    sa.Column('source', sa.String(), nullable=False),
    sa.Column('service', sa.String(), nullable=False),
    sa.Column('language', sa.String(), nullable=False),
    sa.Column('phrase', sa.String(), nullable=False),
    sa.PrimaryKeyConstraint('source', 'service', 'language', 'phrase')
    )
    op.create_table('office_reason',
    sa.Column('source', sa.String(), nullable=False),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('language', sa.String(), nullable=False),
    sa.Column('text', sa.String(), nullable=False),
    sa.PrimaryKeyConstraint('source', 'reason', 'language')
    )
    op.create_table('office_region',
    sa.Column('source', sa.String(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('land', sa.String(), nullable=False),
    sa.Column('language', sa.String(), nullable=False),
    sa.PrimaryKeyConstraint('source')
    )
    op.create_table('office_responsibility',
    sa.Column('source', sa.String(), nullable=False),
    sa.Column('service', sa.String(), nullable=False),
    sa.Column('area', sa.String(), nullable=False),
    sa.Column('when', sa.String(), nullable=False),
    sa.Column('role', sa.String(), nullable=False),
    sa.Column('unit', sa.String(), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=True),
    sa.Column('valid_until', sa.Date(), nullable=True),
    sa.Column('reason', sa.String(), nullable=True),
    sa.PrimaryKeyConstraint('source', 'service', 'area', 'when', 'role', 'unit')
    )
    op.create_index(op.f('ix_office_responsibility_reason'), 'office_responsibility', ['reason'], unique=False)
    op.create_table('office_service',
    sa.Column('source', sa.String(), nullable=False),
    sa.Column('slug', sa.String(), nullable=False),
    sa.Column('topic', sa.String(), nullable=False),
    sa.Column('leika', sa.String(), nullable=False),
    sa.Column('minutes', sa.Integer(), nullable=True),
    sa.Column('fee', sa.Numeric(precision=8, scale=2), nullable=True),
    sa.Column('urgent', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('source', 'slug')
    )
    op.create_index(op.f('ix_office_service_topic'), 'office_service', ['topic'], unique=False)
    op.create_table('office_service_text',
    sa.Column('source', sa.String(), nullable=False),
    sa.Column('service', sa.String(), nullable=False),
    sa.Column('field', sa.String(), nullable=False),
    sa.Column('language', sa.String(), nullable=False),
    sa.Column('text', sa.String(), nullable=False),
    sa.PrimaryKeyConstraint('source', 'service', 'field', 'language')
    )
    op.create_table('office_topic',
    sa.Column('source', sa.String(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('topic', sa.String(), nullable=False),
    sa.Column('language', sa.String(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.PrimaryKeyConstraint('source', 'topic', 'language')
    )
    op.create_table('office_unit',
    sa.Column('source', sa.String(), nullable=False),
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('parent', sa.String(), nullable=True),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('level', sa.String(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('front', sa.String(), nullable=False),
    sa.Column('street', sa.String(), nullable=False),
    sa.Column('postcode', sa.String(), nullable=False),
    sa.Column('city', sa.String(), nullable=False),
    sa.Column('phone', sa.String(), nullable=False),
    sa.Column('email', sa.String(), nullable=False),
    sa.Column('website', sa.String(), nullable=False),
    sa.Column('languages', sa.String(), nullable=False),
    sa.Column('wheelchair', sa.String(), nullable=False),
    sa.Column('note', sa.String(), nullable=False),
    sa.PrimaryKeyConstraint('source', 'id')
    )
    op.create_index(op.f('ix_office_unit_parent'), 'office_unit', ['parent'], unique=False)
    op.create_table('office_unit_text',
    sa.Column('source', sa.String(), nullable=False),
    sa.Column('unit', sa.String(), nullable=False),
    sa.Column('field', sa.String(), nullable=False),
    sa.Column('language', sa.String(), nullable=False),
    sa.Column('text', sa.String(), nullable=False),
    sa.PrimaryKeyConstraint('source', 'unit', 'field', 'language')
    )
    op.create_table('outbox',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('key', sa.String(), nullable=False),
    sa.Column('channel', sa.String(), nullable=False),
    sa.Column('address', sa.String(), nullable=False),
    sa.Column('payload', sa.String(), nullable=False),
    sa.Column('priority', sa.Integer(), nullable=False),
    sa.Column('due_at', Utc(), nullable=False),
    sa.Column('claimed_until', Utc(), nullable=True),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('sent_at', Utc(), nullable=True),
    sa.Column('dead', sa.String(), nullable=True),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('key'),
    sqlite_autoincrement=True
    )
    op.create_index(op.f('ix_outbox_due_at'), 'outbox', ['due_at'], unique=False)
    op.create_table('staff_account',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('shown', sa.String(), nullable=False),
    sa.Column('password_hash', sa.String(), nullable=False),
    sa.Column('provisional', sa.Boolean(), nullable=False),
    sa.Column('language', sa.String(), nullable=False),
    sa.Column('active', sa.Boolean(), nullable=False),
    sa.Column('created_on', sa.Date(), nullable=False),
    sa.Column('factor_secret', sa.String(), nullable=True),
    sa.Column('factor_step', sa.Integer(), nullable=True),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('name')
    )
    op.create_table('staff_audit',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('at', Utc(), nullable=False),
    sa.Column('account', sa.String(), nullable=False),
    sa.Column('what', sa.String(), nullable=False),
    sa.Column('subject', sa.String(), nullable=False),
    sa.Column('before', sa.String(), nullable=True),
    sa.Column('after', sa.String(), nullable=True),
    sa.PrimaryKeyConstraint('id')
    )
    op.create_index(op.f('ix_staff_audit_at'), 'staff_audit', ['at'], unique=False)
    op.create_table('staff_failure',
    sa.Column('key', sa.String(), nullable=False),
    sa.Column('failures', sa.Integer(), nullable=False),
    sa.Column('last_at', Utc(), nullable=False),
    sa.Column('next_at', Utc(), nullable=False),
    sa.PrimaryKeyConstraint('key')
    )
    op.create_index(op.f('ix_staff_failure_last_at'), 'staff_failure', ['last_at'], unique=False)
    op.create_table('staff_secret',
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('value', sa.String(), nullable=False),
    sa.PrimaryKeyConstraint('name')
    )
    op.create_table('survey',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('code', sa.String(), nullable=False),
    sa.Column('organisation', sa.String(), nullable=False),
    sa.Column('definition', sa.String(), nullable=False),
    sa.Column('sha256', sa.String(), nullable=True),
    sa.Column('state', sa.String(), nullable=False),
    sa.Column('opens_at', Utc(), nullable=True),
    sa.Column('closes_at', Utc(), nullable=True),
    sa.Column('created_by', sa.String(), nullable=False),
    sa.Column('closed_by', sa.String(), nullable=True),
    sa.Column('told_at', Utc(), nullable=True),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('code')
    )
    op.create_index(op.f('ix_survey_organisation'), 'survey', ['organisation'], unique=False)
    op.create_index(op.f('ix_survey_state'), 'survey', ['state'], unique=False)
    op.create_table('survey_ledger',
    sa.Column('survey', sa.String(), nullable=False),
    sa.Column('person', sa.String(), nullable=False),
    sa.Column('wants_to_hear', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('survey', 'person'),
    sqlite_with_rowid=False
    )
    op.create_index(op.f('ix_survey_ledger_person'), 'survey_ledger', ['person'], unique=False)
    op.create_table('survey_release',
    sa.Column('survey', sa.String(), nullable=False),
    sa.Column('organisation', sa.String(), nullable=False),
    sa.Column('released_on', sa.Date(), nullable=False),
    sa.Column('document', sa.String(), nullable=False),
    sa.Column('sha256', sa.String(), nullable=False),
    sa.PrimaryKeyConstraint('survey')
    )
    op.create_index(op.f('ix_survey_release_organisation'), 'survey_release', ['organisation'], unique=False)
    op.create_table('survey_sheet',
    sa.Column('survey', sa.String(), nullable=False),
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('answers', sa.String(), nullable=False),
    sa.PrimaryKeyConstraint('survey', 'id'),
    sqlite_with_rowid=False
    )
    op.create_table('survey_words',
    sa.Column('survey', sa.String(), nullable=False),
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('question', sa.String(), nullable=False),
    sa.Column('words', sa.String(), nullable=False),
    sa.PrimaryKeyConstraint('survey', 'id'),
    sqlite_with_rowid=False
    )
    op.create_table('web_device',
    sa.Column('token_hash', sa.String(), nullable=False),
    sa.Column('address', sa.String(), nullable=False),
    sa.Column('seen_on', sa.Date(), nullable=False),
    sa.PrimaryKeyConstraint('token_hash')
    )
    op.create_index(op.f('ix_web_device_address'), 'web_device', ['address'], unique=False)
    op.create_index(op.f('ix_web_device_seen_on'), 'web_device', ['seen_on'], unique=False)
    op.create_table('web_hand_over',
    sa.Column('token_hash', sa.String(), nullable=False),
    sa.Column('address', sa.String(), nullable=False),
    sa.Column('expires_at', Utc(), nullable=False),
    sa.PrimaryKeyConstraint('token_hash')
    )
    op.create_index(op.f('ix_web_hand_over_address'), 'web_hand_over', ['address'], unique=False)
    op.create_table('booking_step',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('booking', sa.String(), nullable=False),
    sa.Column('at', Utc(), nullable=False),
    sa.Column('staff', sa.String(), nullable=False),
    sa.Column('state', sa.String(), nullable=False),
    sa.Column('note', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['booking'], ['booking.id'], ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id')
    )
    op.create_index(op.f('ix_booking_step_booking'), 'booking_step', ['booking'], unique=False)
    op.create_table('conversation',
    sa.Column('person', sa.String(), nullable=False),
    sa.Column('state', sa.String(), nullable=False),
    sa.Column('spoke_at', Utc(), nullable=False),
    sa.ForeignKeyConstraint(['person'], ['contact.id'], ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('person')
    )
    op.create_index(op.f('ix_conversation_spoke_at'), 'conversation', ['spoke_at'], unique=False)
    op.create_table('finding_decision',
    sa.Column('finding', sa.String(), nullable=False),
    sa.Column('outcome', sa.String(), nullable=False),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('decided_by', sa.String(), nullable=False),
    sa.Column('decided_at', Utc(), nullable=False),
    sa.ForeignKeyConstraint(['finding'], ['finding.id'], ),
    sa.PrimaryKeyConstraint('finding')
    )
    op.create_table('measure',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('finding', sa.String(), nullable=False),
    sa.Column('place', sa.Integer(), nullable=False),
    sa.Column('what', sa.String(), nullable=False),
    sa.Column('unit', sa.String(), nullable=False),
    sa.Column('due', sa.Date(), nullable=True),
    sa.Column('state', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['finding'], ['finding.id'], ),
    sa.PrimaryKeyConstraint('id')
    )
    op.create_index(op.f('ix_measure_finding'), 'measure', ['finding'], unique=False)
    op.create_table('planning_step',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('finding', sa.String(), nullable=False),
    sa.Column('at', Utc(), nullable=False),
    sa.Column('by', sa.String(), nullable=False),
    sa.Column('what', sa.String(), nullable=False),
    sa.Column('detail', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['finding'], ['finding.id'], ),
    sa.PrimaryKeyConstraint('id')
    )
    op.create_index(op.f('ix_planning_step_finding'), 'planning_step', ['finding'], unique=False)
    op.create_table('staff_grant',
    sa.Column('account', sa.String(), nullable=False),
    sa.Column('role', sa.String(), nullable=False),
    sa.Column('scope', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['account'], ['staff_account.id'], ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('account', 'role', 'scope')
    )
    op.create_table('staff_session',
    sa.Column('token_hash', sa.String(), nullable=False),
    sa.Column('account', sa.String(), nullable=False),
    sa.Column('started_at', Utc(), nullable=False),
    sa.Column('seen_at', Utc(), nullable=False),
    sa.Column('desk', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['account'], ['staff_account.id'], ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('token_hash')
    )
    op.create_index(op.f('ix_staff_session_account'), 'staff_session', ['account'], unique=False)
    op.create_index(op.f('ix_staff_session_seen_at'), 'staff_session', ['seen_at'], unique=False)
