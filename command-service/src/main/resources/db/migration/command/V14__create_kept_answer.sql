-- What was answered to a request that came under an Idempotency-Key: written in the transaction of its events.
create table kept_answer (
    -- SHA-256 over user, project and key.
    scope       bytea       primary key,
    user_id     text        not null,
    project_id  text,
    key         text        not null,
    fingerprint text        not null,
    status      integer     not null,
    body        text        not null,
    -- Of the last event of the request.
    position    bigint      not null,
    kept_until  timestamptz not null
);
create index kept_answer_kept_until on kept_answer (kept_until);
