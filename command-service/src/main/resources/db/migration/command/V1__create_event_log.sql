-- The event log: the truth. Everything else can be made again from it.
create schema if not exists event_log;

create table event_log.event (
    global_index         bigint generated always as identity primary key,
    event_identifier     uuid        not null unique,
    aggregate_identifier uuid        not null,
    sequence_number      bigint      not null,
    type                 text        not null,
    time_stamp           timestamptz not null,
    payload_type         text        not null,
    payload_revision     text        not null,
    payload              bytea       not null,
    meta_data            bytea       not null,
    -- The writing transaction, so that a reader that is not Axon's can stay below the snapshot horizon.
    tx                   xid8        not null default pg_current_xact_id(),
    unique (aggregate_identifier, sequence_number)
);

create table event_log.aggregate_snapshot (
    event_identifier     uuid        not null unique,
    aggregate_identifier uuid        not null,
    sequence_number      bigint      not null,
    type                 text        not null,
    time_stamp           timestamptz not null,
    payload_type         text        not null,
    payload_revision     text,
    payload              bytea       not null,
    meta_data            bytea,
    primary key (aggregate_identifier, sequence_number)
);

create function event_log.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'events are never changed or removed';
end $$;

create trigger event_is_never_changed
    before update or delete or truncate on event_log.event
    for each statement execute function event_log.refuse_change();
