-- Where an administrator said that a volume's migration stands; null if it was never migrated.
alter table volume add column migration_status text;
