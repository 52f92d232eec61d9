# The nodes and their files. Sourced by mesh.
#
# $RUN/NODE/node   pid, start time of that pid, ports, WAR, capabilities
# $RUN/NODE/root   the server's own folder
# $RUN/logs/NODE.log

number_of() { echo "${1#n}"; }
http_port() { echo $((HTTP_BASE + $(number_of "$1") - 1)); }
iiop_port() { echo $((IIOP_BASE + $(number_of "$1") - 1)); }
grid_port() { echo $((GRID_BASE + $(number_of "$1") - 1)); }

known_nodes() {
  local file
  for file in "$RUN"/*/node; do
    if [[ -f $file ]]; then basename "$(dirname "$file")"; fi
  done
}

running_nodes() {
  local node
  for node in $(known_nodes); do
    if read_node "$node" && alive; then echo "$node"; fi
  done
}

# Sets PID, STARTED_AT, HTTP, IIOP, GRID, CAPABILITIES of a node.
read_node() {
  local key value
  PID='' STARTED_AT='' HTTP='' IIOP='' GRID='' CAPABILITIES=''
  [[ -f $RUN/$1/node ]] || return 1
  while IFS='=' read -r key value; do printf -v "$key" '%s' "$value"; done < "$RUN/$1/node"
}

# When a process started: with the pid it names one process for good, which a pid alone does not.
start_time() {
  local stat fields
  if [[ -r /proc/$1/stat ]]; then
    stat=$(< "/proc/$1/stat")
    IFS=' ' read -ra fields <<< "${stat##*) }"
    echo "${fields[19]}"
  else
    ps -o lstart= -p "$1" 2> /dev/null
  fi
}

# Whether the node that was read last still runs.
alive() { [[ -n $PID && $(start_time "$PID") == "$STARTED_AT" ]] && kill -0 "$PID" 2> /dev/null; }

check_node_is_free() {
  local node=$1
  if read_node "$node"; then
    if alive; then die "$node is running (pid $PID)"; fi
    rm -rf "${RUN:?}/$node"
  fi
  check_port "$(http_port "$node")" "$node" HTTP MESH_HTTP_PORT
  check_port "$(iiop_port "$node")" "$node" IIOP MESH_IIOP_PORT
  check_port "$(grid_port "$node")" "$node" "the data grid" MESH_GRID_PORT
}

check_port() {
  if port_taken "$1"; then die "port $1 is taken, and $2 needs it for $3; free it, or set $4"; fi
}

grid_members() {
  local i list=''
  for ((i = 0; i < GRID_SEATS; i++)); do list+=,$HOST:$((GRID_BASE + i)); done
  echo "${list#,}"
}

# launch NODE WAR CAPABILITIES INITIAL_MEMBERS
launch() {
  local node=$1 war=$2 capabilities=$3 members=$4 home=$RUN/$1 options=() pid
  mkdir -p "$home/root" "$home/tmp" "$RUN/logs"
  cp -R "$TARGET/runtime/config" "$TARGET/runtime/lib" "$home/root"
  if [[ -n $capabilities ]]; then options+=("-Dmesh.capabilities=$capabilities"); fi
  if wants_database; then options+=("@$DATA/node.options"); fi
  local more
  read -ra more <<< "${MESH_JAVA_OPTIONS:-}"
  STARTED+=("$node")
  (
    # By the process itself: an interrupted script finds each node that it has begun to start.
    pid=$BASHPID
    {
      printf 'PID=%s\nSTARTED_AT=%s\n' "$pid" "$(start_time "$pid")"
      printf 'HTTP=%s\nIIOP=%s\nGRID=%s\n' "$(http_port "$node")" "$(iiop_port "$node")" "$(grid_port "$node")"
      printf 'CAPABILITIES=%s\n' "$capabilities"
    } > "$home/node.new"
    mv "$home/node.new" "$home/node"
    cd "$TARGET"
    exec nohup "$JAVA" @"$CONFIG/jvm.options" \
      "-Djava.io.tmpdir=$home/tmp" \
      "-Dfish.payara.micro.BootJar=file://${TARGET// /%20}/runtime/launch-micro.jar" \
      "-Dmesh.node.name=$node" "-Dmesh.cluster.initial-members=$members" \
      "-Dmesh.remote-ejb.host=$HOST" "-Dmesh.remote-ejb.port=$(iiop_port "$node")" \
      ${options[@]+"${options[@]}"} ${more[@]+"${more[@]}"} \
      @"$CONFIG/launch.options" \
      --rootdir "$home/root" --name "$node" --port "$(http_port "$node")" --startport "$(grid_port "$node")" \
      --clustermode "tcpip:$(grid_members)" --deploy "$war"
  ) > "$RUN/logs/$node.log" 2>&1 < /dev/null &
  disown "$!"   # or bash tells of each kill, with the whole command
}

# wait_until_ready PATH NODE...: until health says UP and the path, if any, answers 200 on each node.
wait_until_ready() {
  local path=$1 node deadline=$((SECONDS + START_DEADLINE))
  shift
  for node in "$@"; do
    until node_ready "$node" "$path"; do
      if ! alive; then complain "$node ended while starting" "$node"; return 1; fi
      if gave_up "$node"; then complain "$node could not deploy its application" "$node"; return 1; fi
      if ((SECONDS >= deadline)); then
        complain "$node was not ready after $START_DEADLINE s (last answer of health: ${HEALTH:-none})" "$node"
        return 1
      fi
      sleep 0.3
    done
    echo "$node is ready: http://$HOST:$HTTP (pid $PID)"
  done
}

node_ready() {
  read_node "$1"
  HEALTH=''
  http GET "$HTTP" /health/ready 2> /dev/null || return 1
  HEALTH="$STATUS $BODY"
  [[ $STATUS == 200 ]] || return 1
  [[ -z $2 ]] || { http GET "$HTTP" "$2" 2> /dev/null && [[ $STATUS == 200 ]]; }
}

# A server whose deployment failed goes on running, and even logs that it is ready.
gave_up() {
  [[ $HEALTH != *'No Application deployed'* ]] || ! grep -q 'Payara Micro .* ready in' "$RUN/logs/$1.log" || return 0
  grep -q -e 'BootstrapException' -e 'Exception while loading the app' -e 'Failed to deploy' \
    -e 'Deployment of .* failed' "$RUN/logs/$1.log"
}

complain() {
  printf 'mesh: %s. The end of %s:\n' "$1" "$RUN/logs/$2.log" >&2
  tail -n 60 "$RUN/logs/$2.log" >&2
}

print_status() {
  local health=DOWN epoch=- capabilities
  read_node "$1"
  capabilities=${CAPABILITIES:-all}
  if ! alive; then
    health=gone
  elif http GET "$HTTP" /health/ready 2> /dev/null; then
    if [[ $STATUS == 200 ]]; then health=UP; fi
    epoch=$(json epoch "$BODY")
    if [[ -n $(json capabilities "$BODY") ]]; then capabilities=$(json capabilities "$BODY"); fi
  else
    health=silent
  fi
  printf '%-5s %-8s %-6s %-6s %-8s %-6s %s\n' "$1" "$PID" "$HTTP" "$IIOP" "$health" "${epoch:--}" "$capabilities"
}

# Asks a node to end; fails if it does not run.
ask_to_end() {
  read_node "$1" && alive && kill -TERM "$PID"
}

# await_end NODE: waits until a node that was asked to end has ended, kills it if it does not, removes its folder.
await_end() {
  local node=$1 deadline=$((SECONDS + STOP_DEADLINE))
  read_node "$node"
  while alive; do
    if ((SECONDS >= deadline)); then
      echo "mesh: $node did not stop within $STOP_DEADLINE s; killing it" >&2
      kill -KILL "$PID" || true
      deadline=$((SECONDS + STOP_DEADLINE))
    fi
    sleep 0.2
  done
  rm -rf "${RUN:?}/$node"
}

# end_nodes NODE...: ends them side by side.
end_nodes() {
  local node
  local -A how=()
  for node in "$@"; do
    how[$node]=stopped
    ask_to_end "$node" || how[$node]='was gone already'
  done
  for node in "$@"; do
    await_end "$node"
    echo "$node ${how[$node]}"
  done
}

kill_node() {
  read_node "$1" || die "no such node: $1"
  alive || die "$1 does not run"
  kill -KILL "$PID"
  while alive; do sleep 0.1; done
  rm -rf "${RUN:?}/$1"
  echo "$1 killed"
}

print_log() {
  [[ -f $RUN/logs/$1.log ]] || die "no log of $1 in $RUN/logs"
  cat "$RUN/logs/$1.log"
}
