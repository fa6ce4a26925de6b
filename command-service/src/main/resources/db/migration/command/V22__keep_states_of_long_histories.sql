-- Rows may be removed at any time: they save reading, and hold nothing that the events do not. The table aggregate_snapshot
-- stays, empty, for as long as instances of the release before may look into it.
create table event_log.aggregate_state (
    aggregate_identifier uuid        not null,
    -- The last event that is folded into it, and that event's hash.
    sequence_number      bigint      not null,
    hash                 bytea       not null,
    payload_type         text        not null,
    -- The code that folded it: during an upgrade each build keeps its own.
    payload_revision     text        not null,
    payload              bytea       not null,
    -- SHA-256 of type and payload: against accidents, not against somebody who can write here.
    digest               bytea       not null,
    stored_at            timestamptz not null default now(),
    primary key (aggregate_identifier, payload_revision)
);
