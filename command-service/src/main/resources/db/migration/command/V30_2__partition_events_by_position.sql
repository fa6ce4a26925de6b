-- The event table in partitions of consecutive positions: docs/adr/0028, docs/operations.md.
--
-- The table that was there becomes the first of them as it is. Statements of the release before go on working: the table
-- that they name is the one with the partitions now.

do $$
begin
    for attempt in 1..60 loop
        begin
            perform set_config('lock_timeout', '500ms', true);
            lock table event_log.event in access exclusive mode;
            exit;
        exception when lock_not_available then
            if attempt = 60 then
                raise exception 'the event table is in use by somebody who does not end, such as pg_dump'
                    using hint = 'Start the service again once that has ended.', errcode = 'lock_not_available';
            end if;
            perform pg_sleep(1);
        end;
    end loop;
end $$;

alter table event_log.event rename to event_1;
alter table event_log.event_1 rename constraint event_pkey to event_1_pkey;
alter table event_log.event_1
    rename constraint event_event_identifier_key to event_1_event_identifier_key;
alter table event_log.event_1
    rename constraint event_aggregate_identifier_sequence_number_key
    to event_1_aggregate_identifier_sequence_number_key;
alter index event_log.event_beginning rename to event_1_beginning;
alter sequence event_log.event_global_index_seq rename to event_1_global_index_seq;

create table event_log.event (
    global_index         bigint generated always as identity primary key,
    event_identifier     uuid        not null,
    aggregate_identifier uuid        not null,
    sequence_number      bigint      not null,
    type                 text        not null,
    time_stamp           timestamptz not null,
    payload_type         text        not null,
    payload_revision     text        not null,
    payload              bytea       not null,
    meta_data            bytea       not null,
    tx                   xid8        not null default pg_current_xact_id(),
    hash                 bytea       not null,
    constraint hash_is_a_sha_256 check (octet_length(hash) = 32)
) partition by range (global_index);

create index event_beginning
    on event_log.event (type, event_log.project_of(payload), aggregate_identifier, event_log.at_of(payload))
    where sequence_number = 0;

-- PostgreSQL cannot hold a number to be unique over partitions by position. So the last number of each resource is kept
-- here, and the next event has a higher one, or is not stored. Within a partition (aggregate_identifier, sequence_number)
-- and event_identifier are unique as before. In the first partition that is enough, up to some millions of positions before its
-- end: who writes there is long done when somebody writes to the second one. A resource without a head has no events
-- but those before.
create table event_log.aggregate_head (
    aggregate_identifier uuid   primary key,
    sequence_number      bigint not null
) with (fillfactor = 80);

create function event_log.move_head() returns trigger language plpgsql as $$
begin
    if new.sequence_number > 0 then
        update event_log.aggregate_head head
        set sequence_number = new.sequence_number
        where head.aggregate_identifier = new.aggregate_identifier
            and head.sequence_number < new.sequence_number;
        if found then
            return new;
        end if;
    end if;
    if not exists (
            select from event_log.event before
            where before.aggregate_identifier = new.aggregate_identifier
                and before.sequence_number >= new.sequence_number
                and before.global_index < tg_argv[0]::bigint) then
        insert into event_log.aggregate_head values (new.aggregate_identifier, new.sequence_number)
        on conflict (aggregate_identifier) do nothing;
        if found then
            return new;
        end if;
    end if;
    raise exception 'resource % has an event % already', new.aggregate_identifier, new.sequence_number
        using errcode = 'unique_violation', schema = 'event_log', table = 'aggregate_head';
end $$;

-- Takes any partition's row.
drop function event_log.event_content(event_log.event_1);
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

do $$
declare
    before constant bigint := coalesce(pg_sequence_last_value('event_log.event_1_global_index_seq'), 0);
    first_end constant text := (
        select substring(pg_get_constraintdef(oid) from '\d+')
        from pg_constraint
        where conrelid = 'event_log.event_1'::regclass and conname = 'in_first_partition');
    heads_from bigint;
    granted record;
begin
    drop trigger event_has_a_hash on event_log.event_1;
    alter table event_log.event_1 alter column global_index drop identity;
    if before > 0 then
        perform setval('event_log.event_global_index_seq', before);
    end if;
    -- What is proven is not looked for again.
    execute format(
        'alter table event_log.event attach partition event_log.event_1 for values from (minvalue) to (%s)', first_end);
    alter table event_log.event_1 drop constraint in_first_partition;

    create trigger event_is_never_changed
        before update or delete or truncate on event_log.event
        for each statement execute function event_log.refuse_change();
    create trigger event_has_a_hash
        before insert on event_log.event
        for each row when (new.hash is null) execute function event_log.hash_event();
    heads_from := greatest(before + 1, first_end::bigint - 10000000);
    execute format(
        'create trigger event_moves_head before insert on event_log.event '
        || 'for each row when (new.global_index >= %1$s) execute function event_log.move_head(%1$s)',
        heads_from);

    -- Who could read the events still can.
    for granted in
        select acl.grantee, acl.privilege_type
        from pg_class table_, aclexplode(table_.relacl) acl
        where table_.oid = 'event_log.event_1'::regclass and acl.grantee <> table_.relowner
    loop
        execute format(
            'grant %s on event_log.event to %s',
            granted.privilege_type,
            case granted.grantee when 0 then 'public' else granted.grantee::regrole::text end);
    end loop;
end $$;

-- The partitions in their order; positions are from the first, inclusive, to the end, exclusive.
create view event_log.event_partition as
select name, first_position, end_position
from (
    select partition.relname::text as name,
        substring(bounds.text from 'FROM \(''?(-?\d+)')::bigint as first_position,
        substring(bounds.text from 'TO \(''?(-?\d+)')::bigint as end_position
    from pg_inherits
        join pg_class partition on partition.oid = inhrelid,
        pg_get_expr(partition.relpartbound, partition.oid) as bounds (text)
    where inhparent = 'event_log.event'::regclass and not inhdetachpending) partitions
order by end_position;

-- Makes partitions until there is room for so many events more, and so many to a partition. To be asked again and again,
-- by anybody at once. Nobody waits for it who reads or writes events.
create function event_log.make_room(events bigint) returns integer language plpgsql as $$
declare
    head bigint;
    last record;
    next_name text;
    made integer := 0;
begin
    if events < 1 then
        raise exception 'a partition has room for one event at least' using errcode = 'invalid_parameter_value';
    end if;
    loop
        select name, end_position into strict last
        from event_log.event_partition order by end_position desc limit 1;
        head := coalesce(pg_sequence_last_value('event_log.event_global_index_seq'), 0);
        exit when last.end_position > head + events;
        if made = 0 and pg_try_advisory_xact_lock(1886745448, 3) is not true then
            perform pg_advisory_xact_lock(1886745448, 3);
            continue;
        end if;
        next_name := 'event_' || substring(last.name from '\d+$')::integer + 1;
        execute format(
            'create table event_log.%1$I (like event_log.event including defaults including constraints including indexes,'
            || ' unique (event_identifier), unique (aggregate_identifier, sequence_number))',
            next_name);
        execute format(
            'create trigger event_is_never_changed before update or delete or truncate on event_log.%I'
            || ' for each statement execute function event_log.refuse_change()',
            next_name);
        execute format(
            'alter table event_log.event attach partition event_log.%I for values from (%s) to (%s)',
            next_name, last.end_position, last.end_position + events);
        made := made + 1;
    end loop;
    return made;
end $$;

select event_log.make_room(100000000);
