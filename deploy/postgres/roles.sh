#!/bin/bash
# Run once by the image of PostgreSQL, when the data folder is made: who owns the tables, and who works on them (docs/operations.md, "Database roles").
set -euo pipefail
psql -v ON_ERROR_STOP=1 -v owner_password="$SLUICE_OWNER_PASSWORD" -v login_password="$SLUICE_LOGIN_PASSWORD" --username postgres <<'SQL'
CREATE ROLE sluice_app NOLOGIN;
CREATE ROLE sluice_owner LOGIN PASSWORD :'owner_password' IN ROLE sluice_app;
CREATE ROLE sluice_login LOGIN PASSWORD :'login_password' IN ROLE sluice_app;
CREATE DATABASE sluice OWNER sluice_owner;
REVOKE CONNECT ON DATABASE sluice FROM PUBLIC;
GRANT CONNECT ON DATABASE sluice TO sluice_login;
SQL
