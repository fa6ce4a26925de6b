-- What makes a later change of an event show. docs/proof.md says it byte by byte, io.snapledger.eventlog.proof makes the
-- same outside the database.

create function event_log.event_content(e event_log.event) returns bytea language sql stable as $$
    select sha256(
        convert_to(E'snapledger.event.1\n', 'UTF8')
        || uuid_send((e).event_identifier)
        || uuid_send((e).aggregate_identifier)
        || int8send((extract(epoch from (e).time_stamp) * 1000000)::bigint)
        || int4send(octet_length(convert_to((e).type, 'UTF8'))) || convert_to((e).type, 'UTF8')
        || int4send(octet_length(convert_to((e).payload_type, 'UTF8'))) || convert_to((e).payload_type, 'UTF8')
        || int4send(octet_length(convert_to((e).payload_revision, 'UTF8'))) || convert_to((e).payload_revision, 'UTF8')
        || sha256((e).payload)
        || sha256((e).meta_data))
$$;

create function event_log.event_hash(previous bytea, sequence_number bigint, content bytea)
returns bytea language sql immutable as $$
    select sha256(previous || int8send(sequence_number) || content)
$$;

create aggregate event_log.chain(sequence_number bigint, content bytea) (
    sfunc = event_log.event_hash,
    stype = bytea,
    initcond = '\x0000000000000000000000000000000000000000000000000000000000000000'
);

alter table event_log.event add column hash bytea;

-- The events that were there before are taken as they are: what was done to them before this moment nobody can say.
alter table event_log.event disable trigger event_is_never_changed;
with chained as (
    select global_index,
           event_log.chain(sequence_number, event_log.event_content(e))
               over (partition by aggregate_identifier order by sequence_number) as hash
    from event_log.event e
)
update event_log.event e set hash = chained.hash from chained where chained.global_index = e.global_index;
alter table event_log.event enable trigger event_is_never_changed;

alter table event_log.event
    alter column hash set not null,
    add constraint hash_is_a_sha_256 check (octet_length(hash) = 32);

-- While an installation is upgraded, instances of the release before still write, and do not know of hashes.
create function event_log.hash_event() returns trigger language plpgsql as $$
begin
    new.hash := event_log.event_hash(
        coalesce(
            (select before.hash from event_log.event before
             where before.aggregate_identifier = new.aggregate_identifier
               and before.sequence_number = new.sequence_number - 1),
            '\x0000000000000000000000000000000000000000000000000000000000000000'),
        new.sequence_number,
        event_log.event_content(new));
    return new;
end $$;

create trigger event_has_a_hash
    before insert on event_log.event
    for each row when (new.hash is null) execute function event_log.hash_event();

-- Signed roots, each over the events after the one before it.
create table event_log.root (
    number           bigint primary key,
    after_position   bigint not null unique,
    through_position bigint not null unique,
    statement        text   not null,
    signature        bytea  not null,
    public_key       bytea  not null,
    leaves           bytea  not null
);
-- Hashes cannot be compressed.
alter table event_log.root alter column leaves set storage external;

create function event_log.refuse_change_of_root() returns trigger language plpgsql as $$
begin
    raise exception 'roots are never changed or removed';
end $$;

create trigger root_is_never_changed
    before update or delete or truncate on event_log.root
    for each statement execute function event_log.refuse_change_of_root();

-- Up to which number the roots have been published: one row.
create table root_publication (
    number bigint not null
);
insert into root_publication values (0);
