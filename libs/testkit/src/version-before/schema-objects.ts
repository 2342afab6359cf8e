import type pg from 'pg';

/** A part of the schema that a program may rely on. */
export interface SchemaObject {
  readonly kind:
    | 'relation'
    | 'column'
    | 'constraint'
    | 'unique index'
    | 'trigger'
    | 'function'
    | 'policy'
    | 'row security'
    | 'right';
  /** The table or view it belongs to; empty for functions and their rights. */
  readonly relation: string;
  /** Its name, or its definition if the name does not matter to a program. */
  readonly name: string;
  /** What else matters about it: the type of a column, the result of a function, the definition of a trigger. */
  readonly detail: string;
  /** A column that refuses NULL. */
  readonly isRequired: boolean;
  /** A column with a default, an identity or a computed value. */
  readonly hasDefault: boolean;
  /** The columns of a constraint. */
  readonly columns: readonly string[];
}

const SCHEMA_OBJECTS = `
WITH relation AS (
  SELECT oid, relname::text AS name, relrowsecurity, relacl, relkind FROM pg_class
   WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'S')
     AND relname <> '_prisma_migrations'
), function AS (
  SELECT oid, oid::regprocedure::text AS name, proacl, pronargdefaults, pg_get_function_result(oid) AS result
    FROM pg_proc WHERE pronamespace = 'public'::regnamespace
), object AS (
  SELECT 'relation' AS kind, name AS relation, name, '' AS detail, false AS required, false AS filled, '{}'::text[] AS columns
    FROM relation
  UNION ALL
  SELECT 'row security', name, 'row security', '', false, false, '{}' FROM relation WHERE relrowsecurity
  UNION ALL
  SELECT 'column', r.name, attname, format_type(atttypid, atttypmod), attnotnull,
         atthasdef OR attidentity <> '' OR attgenerated <> '', '{}'
    FROM pg_attribute JOIN relation AS r ON r.oid = attrelid
   WHERE attnum > 0 AND NOT attisdropped AND r.relkind <> 'S'
  UNION ALL
  SELECT 'constraint', r.name, pg_get_constraintdef(c.oid), contype::text, false, false,
         ARRAY(SELECT attname::text FROM pg_attribute WHERE attrelid = conrelid AND attnum = ANY (conkey))
    FROM pg_constraint AS c JOIN relation AS r ON r.oid = conrelid WHERE contype IN ('c', 'u', 'p', 'f', 'x')
  UNION ALL
  SELECT 'unique index', r.name, regexp_replace(pg_get_indexdef(indexrelid), '^CREATE UNIQUE INDEX \\S+ ON', 'UNIQUE ON'),
         '', false, false, '{}'
    FROM pg_index JOIN relation AS r ON r.oid = indrelid
   WHERE indisunique AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)
  UNION ALL
  SELECT 'trigger', r.name, tgname, pg_get_triggerdef(t.oid), false, false, '{}'
    FROM pg_trigger AS t JOIN relation AS r ON r.oid = tgrelid WHERE NOT tgisinternal
  UNION ALL
  SELECT 'policy', tablename, policyname, concat_ws(' ', permissive, cmd, roles, qual, with_check), false, false, '{}'
    FROM pg_policies WHERE schemaname = 'public'
  UNION ALL
  SELECT 'function', '', name, concat_ws(' ', result, pronargdefaults), false, false, '{}' FROM function
  UNION ALL
  SELECT 'right', r.name, format('%s ON %s TO %s', privilege_type, r.name, grantee::regrole), '', false, false, '{}'
    FROM relation AS r, aclexplode(relacl) WHERE grantee::regrole::text LIKE 'scrutin\\_%'
  UNION ALL
  SELECT 'right', r.name, format('%s (%s) ON %s TO %s', privilege_type, attname, r.name, grantee::regrole), '', false,
         false, ARRAY[attname::text]
    FROM relation AS r JOIN pg_attribute ON attrelid = r.oid AND NOT attisdropped, aclexplode(attacl)
   WHERE grantee::regrole::text LIKE 'scrutin\\_%'
  UNION ALL
  SELECT 'right', '', format('EXECUTE ON %s TO %s', name, grantee::regrole), name, false, false, '{}'
    FROM function, aclexplode(proacl) WHERE grantee::regrole::text LIKE 'scrutin\\_%'
)
SELECT kind, relation, name, detail, required AS "isRequired", filled AS "hasDefault", columns
  FROM object ORDER BY relation, kind, name`;

/** Reads the schema of a database. */
export async function schemaObjects(client: pg.Client): Promise<readonly SchemaObject[]> {
  return (await client.query<SchemaObject>(SCHEMA_OBJECTS)).rows;
}
