-- Losses that an operator has accepted: the log was restored to an earlier moment than others have seen of it, and goes on from
-- there. docs/adr/0030, docs/operations.md.
create table event_log.loss (
    number           bigint generated always as identity primary key,
    last_position    bigint      not null,
    through_position bigint      not null,
    -- The positions after last_position up to this one are empty and stay so: readers need not wait for any of them.
    empty_through    bigint      not null,
    last_root        bigint      not null,
    through_root     bigint      not null,
    why              text        not null check (why ~ '\S'),
    accepted_by      text        not null default session_user,
    accepted_at      timestamptz not null default clock_timestamp()
);

create function event_log.refuse_change_of_loss() returns trigger language plpgsql as $$
begin
    raise exception 'losses that were accepted are never changed or removed';
end $$;

create trigger loss_is_never_changed
    before update or delete or truncate on event_log.loss
    for each statement execute function event_log.refuse_change_of_loss();

-- A sequence does not go back when a transaction does: it is moved when the loss is accepted for good, at the commit.
create function event_log.pass_over_loss() returns trigger language plpgsql as $$
begin
    perform setval('event_log.event_global_index_seq', greatest(
        new.empty_through, coalesce(pg_sequence_last_value('event_log.event_global_index_seq'), 1)));
    return null;
end $$;

create constraint trigger loss_moves_positions
    after insert on event_log.loss deferrable initially deferred
    for each row execute function event_log.pass_over_loss();

-- Whoever signs may have asked for the last number before the loss was accepted.
create function event_log.refuse_lost_number() returns trigger language plpgsql as $$
begin
    if exists (select from event_log.loss where through_root >= new.number) then
        raise exception 'root % was lost, and its number is not given again', new.number;
    end if;
    return new;
end $$;

create trigger root_has_no_lost_number
    before insert on event_log.root
    for each row execute function event_log.refuse_lost_number();

-- How far others can have seen this log: what claims to be further on is not from it.
create function event_log.farthest_seen(out farthest_position bigint, out farthest_root bigint) language sql stable as $$
    select
        (select coalesce(max(global_index), 0) from event_log.event) + 100000000,
        (select coalesce(max(number), 0) from event_log.root) + 100000000
$$;

-- Positions and numbers of roots up to these have been seen by others: none of them is given to anything else. The services say
-- which numbers to accept.
create function event_log.accept_loss(through_position bigint, through_root bigint, why text)
    returns event_log.loss language plpgsql as $$
declare
    head bigint;
    root bigint;
    farthest record;
    accepted event_log.loss;
begin
    if through_position is null or through_root is null or why is null or why !~ '\S' then
        raise exception 'a loss is accepted with a position, the number of a root and a reason'
            using errcode = 'invalid_parameter_value';
    end if;
    if through_position < 0 or through_root < 0 then
        raise exception 'positions and numbers of roots are not negative' using errcode = 'invalid_parameter_value';
    end if;
    if current_setting('transaction_isolation') <> 'read committed' then
        raise exception 'what the log ends with is seen by a transaction that is read committed'
            using errcode = 'active_sql_transaction';
    end if;
    lock table event_log.root in share row exclusive mode;
    -- Whoever writes has a position already, which is not to count as empty. None is given until this one is committed.
    lock table only event_log.event in share row exclusive mode;
    head := (select coalesce(max(global_index), 0) from event_log.event);
    root := (select coalesce(max(number), 0) from event_log.root);
    farthest := event_log.farthest_seen();
    if through_root < root then
        raise exception 'the log has root % itself', root using errcode = 'invalid_parameter_value';
    end if;
    if through_root > farthest.farthest_root then
        raise exception 'the last root is number %, so root % cannot have been seen', root, through_root
            using errcode = 'invalid_parameter_value';
    end if;
    if through_position > farthest.farthest_position then
        raise exception 'the last event is at position %, so position % cannot have been seen', head, through_position
            using errcode = 'invalid_parameter_value';
    end if;
    insert into event_log.loss (last_position, through_position, empty_through, last_root, through_root, why)
    values (
        head,
        greatest(through_position, head),
        -- A little more: of the very last ones somebody may have read who had not got them from Kafka.
        greatest(
            greatest(through_position, head) + 1000,
            coalesce(pg_sequence_last_value('event_log.event_global_index_seq'), 1)),
        root,
        through_root,
        why)
    returning * into accepted;
    return accepted;
end $$;

revoke execute on function event_log.accept_loss(bigint, bigint, text) from public;
