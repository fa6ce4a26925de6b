-- What decisions over several resources look at. Each row is written in the transaction of the event it comes from.

create table unique_name (
    kind        text not null,
    name        text not null,
    resource_id uuid not null unique,
    primary key (kind, name)
);

-- The holder needs the held one: a volume its type, a snapshot its volume.
create table reference (
    holder_id   uuid not null,
    holder_type text not null,
    held_id     uuid not null,
    primary key (holder_id, held_id)
);
create index reference_held on reference (held_id, holder_type);

-- Who waits in a passing status since when, and until when at most.
create table deadline (
    resource_id   uuid        primary key,
    resource_type text        not null,
    status        text        not null,
    since         timestamptz not null,
    due_at        timestamptz not null
);
create index deadline_due_at on deadline (due_at);
