# The database that keeps the nodes' state: an H2 server of its own, so that it outlives every node. Sourced by mesh.
#
# $DATA/mesh.mv.db     the database
# $DATA/key            the only name by which the server lets anybody in
# $DATA/*.options      the server's and the nodes' options, as Java argument files: a command line shows them to all users
# $RUN/database        pid and start time of the server

wants_database() { [[ $STATE == jpa ]]; }

check_state() {
  [[ $STATE == jpa || $STATE == jcache ]] || die "MESH_STATE wants jpa or jcache, not '$STATE'"
  ((DATABASE_PORT < GRID_BASE || DATABASE_PORT >= GRID_BASE + GRID_SEATS)) \
    || die "MESH_DATABASE_PORT $DATABASE_PORT is one of the ports on which nodes look for each other ($GRID_BASE and the next $GRID_SEATS)"
}

database_runs() {
  local key value PID='' STARTED_AT=''
  [[ -f $RUN/database ]] || return 1
  while IFS='=' read -r key value; do printf -v "$key" '%s' "$value"; done < "$RUN/database"
  alive
}

start_database() {
  if ! wants_database || database_runs; then return; fi
  check_port "$DATABASE_PORT" "the database" TCP MESH_DATABASE_PORT
  make_database
  (
    cd "$DATA"
    exec nohup "$JAVA" @server.options
  ) > "$RUN/logs/database.log" 2>&1 < /dev/null &
  local pid=$! deadline=$((SECONDS + 20))
  printf 'PID=%s\nSTARTED_AT=%s\n' "$pid" "$(start_time "$pid")" > "$RUN/database"
  until port_taken "$DATABASE_PORT"; do
    if ! database_runs || ((SECONDS >= deadline)); then
      cat "$RUN/logs/database.log" >&2
      die "the database did not start"
    fi
    sleep 0.1
  done
}

make_database() {
  local jar=$TARGET/runtime/runtime/h2.jar key
  mkdir -p "$DATA" "$RUN/logs"
  chmod 700 "$DATA"
  [[ -s $DATA/key ]] || od -An -N16 -tx1 /dev/urandom | tr -d ' \n' > "$DATA/key"
  key=$(< "$DATA/key")
  if [[ ! -e $DATA/mesh.mv.db ]]; then
    "$JAVA" -cp "$jar" org.h2.tools.Shell -url "jdbc:h2:file:$DATA/mesh" -user '' -sql 'SELECT 1' > /dev/null \
      || die "the database could not be made in $DATA"
  fi
  cat > "$DATA/server.options" <<END
-Xmx128m
-Dh2.bindAddress=$HOST
-cp "$jar"
org.h2.tools.Server -tcp -tcpPort $DATABASE_PORT -key $key "file:$DATA/mesh"
END
  # WRITE_DELAY: what is committed is in the file, also after kill -9 of the server
  cat > "$DATA/node.options" <<END
-Dmesh.state-store=jpa
-Dmesh.reminder-store=jpa
-Dmesh.jpa.data-source=jdbc/mesh
"-Dmesh.run.database=jdbc:h2:tcp://$HOST:$DATABASE_PORT/$key;WRITE_DELAY=0"
END
}

# Once no node runs.
stop_idle_database() {
  local key value PID='' STARTED_AT=''
  if [[ -n $(running_nodes) ]] || ! database_runs; then return; fi
  while IFS='=' read -r key value; do printf -v "$key" '%s' "$value"; done < "$RUN/database"
  kill -TERM "$PID"
  while alive; do sleep 0.1; done
  rm -f "$RUN/database"
}
