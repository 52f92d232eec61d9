# A conversation with two nodes, each answer checked. Sourced by mesh.

readonly API=/mesh-sample/api

demo() {
  (($# == 0)) || die "demo takes no arguments"
  local begun=$SECONDS
  [[ -z $(running_nodes) ]] || die "nodes are running: $(running_nodes | tr '\n' ' '); stop them first"
  stop_idle_database
  DATA=$RUN/demo-data   # what the last demo has counted is not for this one
  rm -rf "$DATA"
  trap end_demo EXIT
  find_java
  MESH_JAVA_OPTIONS="@../config/short-lived.options $(archive_option) ${MESH_JAVA_OPTIONS:-}"
  start_both
  show_view
  show_shards
  show_local_and_remote
  show_games
  show_chat
  show_payments
  show_capabilities
  if wants_database; then show_state; fi
  echo
  echo "Every answer was as expected ($((SECONDS - begun)) s). Stopping."
}

end_demo() {
  local result=$? IFS=$' \t\n'
  trap - EXIT INT TERM
  stop_started
  rm -rf "$DATA"
  exit "$result"
}

start_both() {
  start --nodes 2 --capabilities n1=game,chat,counter,durable-counter \
    --capabilities n2=game,payment,counter,durable-counter
}

heading() {
  printf '\n%s\n' "$1"
  printf '  %-6s %-7s %-7s %-38s %s\n' ASKED SERVED HOW CALL ANSWER
}

row() {
  local how=remote
  if [[ $2 == "$1" ]]; then how=local; elif [[ $2 == - ]]; then how=-; fi
  printf '  %-6s %-7s %-7s %-38s %s\n' "$1" "$2" "$how" "$3" "$4"
}

# ask NODE STATUS METHOD PATH [JSON]: calls, and insists on the status.
ask() {
  local node=$1 status=$2 method=$3 path=$4
  http "$method" "$(http_port "$node")" "$API/$path" "${5:-}" || die "demo: $node did not answer $method $path"
  [[ $STATUS == "$status" ]] || die "demo: $node answered $method $path with $STATUS, not $status: $BODY"
}

insist() { [[ $2 == "$3" ]] || die "demo: $1 is '$2', not '$3': $BODY"; }

owner() {
  ask "$1" 200 GET "mesh/shards/$2"
  json "$3" "$BODY"
}

show_view() {
  local node members member
  printf '\nThe view, as each node has it\n'
  for node in n1 n2; do
    ask "$node" 200 GET mesh/view
    members=${BODY#*\"members\":[}
    printf '  %-6s epoch %s\n' "$node" "$(json epoch "$BODY")"
    while read -r member; do
      printf '           %-4s %-10s %s\n' "$(json name "$member")" "$(json state "$member")" "$(json capabilities "$member")"
    done < <(sed 's/},{/}\n{/g' <<< "$members")
  done
}

show_shards() {
  local id owners
  printf '\nShards and their owners\n'
  printf '  %-12s %-7s %s\n' ID SHARD OWNERS
  for id in player_1 player_2 player_3; do
    ask n1 200 GET "mesh/shards/$id"
    owners=${BODY#*\"owners\":\{}
    printf '  %-12s %-7s %s\n' "$id" "$(json shard "$BODY")" "$(tr -d '"' <<< "${owners%%\}*}" | sed 's/:/ → /g; s/,/, /g')"
  done
}

# An id whose process the node owns.
id_owned_by() {
  local i
  for ((i = 1; i <= 200; i++)); do
    if [[ $(owner n1 "$3_$i" "$2") == "$1" ]]; then
      echo "$3_$i"
      return
    fi
  done
  die "demo: of 200 ids $1 owns none for $2"
}

show_local_and_remote() {
  local owner id node value
  heading "One counter on each node, counted up through both"
  for owner in n1 n2; do
    id=$(id_owned_by "$owner" counter visits)
    value=0
    for node in n1 n2 n1 n2; do
      value=$((value + 1))
      ask "$node" 200 POST "counter/$id/increment"
      row "$node" "$(json node "$BODY")" "POST counter/$id/increment" "value $(json value "$BODY")"
      insist "the node that served" "$(json node "$BODY")" "$owner"
      insist "the value" "$(json value "$BODY")" "$value"
    done
  done
}

show_games() {
  local node id score
  heading "A game on each node"
  for node in n1 n2; do
    id=$(id_owned_by "$node" game player)
    ask n1 200 POST "game/$id/move" '{"direction":"up"}'
    score=$(json score "$BODY")
    row n1 "$(json node "$BODY")" "POST game/$id/move up" "score $score, x $(json x "$BODY"), y $(json y "$BODY")"
    ask n2 200 GET "game/$id"
    row n2 "$(json node "$BODY")" "GET  game/$id" "score $(json score "$BODY"), x $(json x "$BODY"), y $(json y "$BODY")"
    insist "the score on the second look" "$(json score "$BODY")" "$score"
  done
}

show_chat() {
  local line room_owner deadline=$((SECONDS + 5))
  room_owner=$(owner n2 lobby chat)
  heading "A chat room: lines are cast, nobody waits for them"
  for line in hello again; do
    ask n2 202 POST chat/lobby "{\"author\":\"ann\",\"text\":\"$line\"}"
    row n2 "$room_owner" "POST chat/lobby \"$line\"" accepted
  done
  until ask n1 200 GET chat/lobby && [[ $BODY == *hello* && $BODY == *again* ]]; do
    ((SECONDS < deadline)) || die "demo: the lines did not arrive within 5 s: $BODY"
    sleep 0.1
  done
  row n1 "$(json node "$BODY")" "GET  chat/lobby" "$(grep -o '"text":"[^"]*"' <<< "$BODY" | cut -d'"' -f4 | tr '\n' ' ')"
}

show_payments() {
  local payer
  payer=$(owner n1 order_2 payment)   # a problem names no process: the owner of the shard serves it
  heading "Payments: any instance of a serving node's pool takes one"
  ask n1 200 POST payment/order_1 '{"amount":12.5}'
  row n1 "$(json node "$BODY")" "POST payment/order_1 12.5" "accepted"
  insist "the node that served" "$(json node "$BODY")" n2
  ask n1 422 POST payment/order_2 '{"amount":100000}'
  row n1 "$payer" "POST payment/order_2 100000" "declined, 422: $(json detail "$BODY")"
}

show_capabilities() {
  heading "Capabilities come and go"
  ask n1 200 POST mesh/capabilities '{"register":["tournament"]}'
  row n1 - "POST mesh/capabilities +tournament" "$(all_in_body)"
  insist_nodes tournament n1
  ask n1 200 POST mesh/capabilities '{"unregister":["tournament"]}'
  row n1 - "POST mesh/capabilities -tournament" "$(all_in_body)"
  insist_nodes tournament ''
  insist_nodes game n1,n2
}

insist_nodes() {
  ask n2 200 GET "mesh/nodes?capability=$1"
  row n2 - "GET  mesh/nodes?capability=$1" "$(all_in_body)"
  insist "the nodes for $1" "$(all_in_body)" "$2"
}

# A body that is a list of texts.
all_in_body() { tr -d '[]" \n' <<< "$BODY"; }

show_state() {
  local node
  heading "State outlives all nodes"
  for node in n1 n2; do
    ask "$node" 200 POST durable-counter/orders/increment
    row "$node" "$(json node "$BODY")" "POST durable-counter/orders/increment" "value $(json value "$BODY")"
  done
  for node in n1 n2; do kill_node "$node"; done
  start_both
  ask n2 200 GET durable-counter/orders
  row n2 "$(json node "$BODY")" "GET  durable-counter/orders" "value $(json value "$BODY")"
  insist "the value" "$(json value "$BODY")" 2
}
