-- The tables of Mesh, for PostgreSQL 12 and later.
-- PROCESS_KEY: SHA-256 of mesh, capability, type and id. PROCESS: the same for people, shortened.
-- STATE: null if nothing was saved yet, or it was forgotten. DELETED_AT: when that was, in milliseconds since 1970.
CREATE TABLE IF NOT EXISTS MESH_STATE (
  PROCESS_KEY VARCHAR(64) NOT NULL PRIMARY KEY,
  MESH VARCHAR(255) NOT NULL,
  PROCESS VARCHAR(1000) NOT NULL,
  GENERATION BIGINT NOT NULL,
  STATE BYTEA,
  DELETED_AT BIGINT
);
CREATE INDEX IF NOT EXISTS MESH_STATE_DELETED ON MESH_STATE (DELETED_AT) WHERE DELETED_AT IS NOT NULL;
