/**
 * The rights of the roles on each relation of the schema, with one row for each relation that a role may use. $1 roles
 */
export const RELATION_RIGHTS_NOW = `
SELECT relname AS name, coalesce(string_agg(role || '=' || may, ' ' ORDER BY role) FILTER (WHERE may <> ''), '') AS rights
  FROM (SELECT c.relname, r.role, CASE
          WHEN c.relkind = 'S' THEN CASE WHEN has_sequence_privilege(r.rolname, c.oid, 'USAGE') THEN 'U' ELSE '' END
          ELSE concat(
            CASE WHEN has_table_privilege(r.rolname, c.oid, 'SELECT') THEN 'r'
                 WHEN has_any_column_privilege(r.rolname, c.oid, 'SELECT') THEN 'R' END,
            CASE WHEN has_table_privilege(r.rolname, c.oid, 'INSERT') THEN 'a'
                 WHEN has_any_column_privilege(r.rolname, c.oid, 'INSERT') THEN 'A' END,
            CASE WHEN has_table_privilege(r.rolname, c.oid, 'UPDATE') THEN 'w'
                 WHEN has_any_column_privilege(r.rolname, c.oid, 'UPDATE') THEN 'W' END,
            CASE WHEN has_table_privilege(r.rolname, c.oid, 'DELETE') THEN 'd' END,
            CASE WHEN has_table_privilege(r.rolname, c.oid, 'TRUNCATE') THEN 't' END,
            CASE WHEN has_table_privilege(r.rolname, c.oid, 'TRIGGER') THEN 'x' END)
          END AS may
          FROM pg_class AS c, (SELECT rolname, replace(rolname, 'scrutin_', '') AS role FROM pg_roles
                                WHERE rolname = ANY ($1::text[])) AS r
         WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'v', 'S')) AS held
 GROUP BY relname`;

/** The owner of each function of the schema, and the roles that may call it. $1 roles */
export const FUNCTION_RIGHTS_NOW = `
SELECT p.proname AS name, pg_get_userbyid(p.proowner) AS owner,
       coalesce(string_agg(replace(r.rolname, 'scrutin_', ''), ' ' ORDER BY r.rolname)
                FILTER (WHERE has_function_privilege(r.rolname, p.oid, 'EXECUTE')), '') AS rights
  FROM pg_proc AS p LEFT JOIN pg_roles AS r ON r.rolname = ANY ($1::text[])
 WHERE p.pronamespace = 'public'::regnamespace
 GROUP BY p.oid, p.proname, p.proowner`;

export const TRIGGERS_NOW = `
SELECT tgrelid::regclass::text AS "table", tgname AS name, tgenabled::text AS enabled
  FROM pg_trigger AS t JOIN pg_class AS c ON c.oid = t.tgrelid
 WHERE NOT tgisinternal AND c.relnamespace = 'public'::regnamespace`;

export const POLICIES_NOW = `
SELECT c.relname AS "table", p.polname AS name FROM pg_class AS c JOIN pg_policy AS p ON p.polrelid = c.oid
 WHERE c.relnamespace = 'public'::regnamespace AND c.relrowsecurity`;

/**
 * The attributes and memberships of the roles: of our roles in other roles, and of any role in a role that owns
 * functions. $1 roles · $2 roles that own functions
 */
export const ROLES_NOW = `
SELECT rolname AS role, rolcanlogin AS login,
       rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls AS powerful,
       has_database_privilege(rolname, current_database(), 'TEMPORARY') AS temporary,
       has_schema_privilege(rolname, 'public', 'CREATE') AS create,
       has_schema_privilege(rolname, 'public', 'USAGE') AS usage,
       ARRAY(SELECT m.roleid::regrole::text FROM pg_auth_members AS m WHERE m.member = r.oid) AS member_of,
       CASE WHEN rolname = ANY ($2::text[]) THEN
         ARRAY(SELECT m.member::regrole::text FROM pg_auth_members AS m WHERE m.roleid = r.oid
                  AND (coalesce((to_jsonb(m) ->> 'set_option')::boolean, true)
                       OR coalesce((to_jsonb(m) ->> 'inherit_option')::boolean, true)))
         ELSE '{}' END AS members
  FROM pg_roles AS r WHERE rolname = ANY ($1::text[])`;

export const SETTINGS_NOW = `
SELECT current_setting('fsync') AS fsync, current_setting('full_page_writes') AS full_page_writes,
       current_setting('synchronous_commit') AS synchronous_commit,
       current_setting('track_commit_timestamp') AS track_commit_timestamp`;

/**
 * The SHA-256 of the definitions of functions, triggers and policies (without those of views, which a dump writes in
 * another form), and the SHA-256 of the transactions that wrote their rows in PostgreSQL's catalogue. The latter
 * changes with any change, even if it was taken back.
 */
export const FINGERPRINTS_NOW = `
WITH functions AS (
  SELECT p.oid, p.xmin, pg_get_functiondef(p.oid) || CASE WHEN pg_get_userbyid(p.proowner) IN ('scrutin_discarder', 'scrutin_mixer', 'scrutin_settler')
                                                   THEN pg_get_userbyid(p.proowner) ELSE 'owner' END AS said
    FROM pg_proc AS p WHERE p.pronamespace = 'public'::regnamespace
), relations AS (
  SELECT c.oid, c.xmin, c.relname || c.relkind::text || coalesce(c.reloptions::text, '') AS said
    FROM pg_class AS c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'v')
), triggers AS (
  SELECT t.oid, t.xmin, pg_get_triggerdef(t.oid) || t.tgenabled::text AS said
    FROM pg_trigger AS t JOIN relations AS c ON c.oid = t.tgrelid WHERE NOT t.tgisinternal
), policies AS (
  SELECT p.oid, p.xmin, p.polrelid::regclass || p.polname || p.polcmd::text || coalesce(pg_get_expr(p.polqual, p.polrelid), '') AS said
    FROM pg_policy AS p JOIN relations AS c ON c.oid = p.polrelid
), rules AS (
  SELECT r.oid, r.xmin FROM pg_rewrite AS r JOIN relations AS c ON c.oid = r.ev_class
), columns AS (
  SELECT a.attrelid AS oid, a.xmin, a.attnum FROM pg_attribute AS a JOIN relations AS c ON c.oid = a.attrelid
), things AS (
  SELECT 'function' AS kind, oid, xmin, 0 AS part, said FROM functions
  UNION ALL SELECT 'relation', oid, xmin, 0, said FROM relations
  UNION ALL SELECT 'trigger', oid, xmin, 0, said FROM triggers
  UNION ALL SELECT 'policy', oid, xmin, 0, said FROM policies
  UNION ALL SELECT 'rule', oid, xmin, 0, '' FROM rules
  UNION ALL SELECT 'column', oid, xmin, attnum, '' FROM columns
)
SELECT encode(sha256(convert_to(string_agg(kind || ' ' || said, E'\n' ORDER BY kind, said COLLATE "C")
                                        FILTER (WHERE said <> ''), 'UTF8')), 'hex') AS definitions,
       encode(sha256(convert_to(string_agg(concat_ws(' ', kind, oid, part, xmin), E'\n' ORDER BY kind, oid, part), 'UTF8')), 'hex') AS stamps
  FROM things`;
