-- From what a group is or was created, and whether it is in status creating: meanwhile its source stays.
create table group_source (
    group_id  uuid    primary key,
    source_id uuid    not null,
    creating  boolean not null
);
create index group_source_creating on group_source (source_id) where creating;
