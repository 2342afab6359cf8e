-- An empty selection is not a ballot: the API and the workers refuse it as `invalid-selection`, and the box refuses it
-- from anybody else.
ALTER TABLE ballots_arriving ADD CONSTRAINT ballots_arriving_selection_not_empty CHECK (selection <> '');
