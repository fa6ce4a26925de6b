-- Where each share instance is, so that the next one goes where the fewest are. Written with the event it comes from.
create table share_instance_place (
    share_instance_id uuid primary key,
    host              text not null
);
create index share_instance_place_host on share_instance_place (host);
