-- Results are withheld until the closing unless somebody says otherwise: live results of a small contest tell votes, and
-- a default that depends on how a contest was made is nobody's decision. Contests that are there keep what they have.
ALTER TABLE laws ALTER COLUMN results_visibility SET DEFAULT 'after-closing';
ALTER TABLE elections ALTER COLUMN results_visibility SET DEFAULT 'after-closing';
