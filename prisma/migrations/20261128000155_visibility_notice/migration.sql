-- Voters are told when it is decided anew, before the opening, when results are shown.
ALTER TABLE notices DROP CONSTRAINT notices_kind_check;
ALTER TABLE notices ADD CONSTRAINT notices_kind_check CHECK (kind IN (
  'opened-early', 'extended', 'closed-early', 'unscheduled', 'texts-changed', 'visibility-changed', 'candidate-withdrawn',
  'withdrawal-undone', 'cancelled', 'recount', 'statement', 'registered-late'));
