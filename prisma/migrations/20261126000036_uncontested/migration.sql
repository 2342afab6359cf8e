-- What happens in a race in which no more people stand than there are seats: whether they are elected without a vote
-- (acclamation), or need votes. Null while nobody has decided, which is enough for a race with more candidates.
ALTER TABLE election_regions ADD COLUMN uncontested text CHECK (uncontested IN ('acclaim', 'vote'));
