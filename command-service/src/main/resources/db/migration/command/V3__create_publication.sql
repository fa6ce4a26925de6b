-- How far the events have been published; the row's lock makes one instance the publisher.
create table publication (
    channel    text        primary key,
    token      text,
    position   bigint      not null default -1,
    updated_at timestamptz not null default now()
);
insert into publication (channel) values ('kafka');
