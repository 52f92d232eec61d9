# HTTP over bash's own sockets: a fresh machine may have no curl.
# Sourced by mesh. Sets STATUS and BODY.

# http METHOD PORT PATH [JSON]; fails if nothing answered within 10 s.
http() {
  local method=$1 port=$2 path=$3 json=${4:-} line
  STATUS='' BODY=''
  exec {SOCKET}<> "/dev/tcp/$HOST/$port" || return 1
  {
    printf '%s %s HTTP/1.0\r\nHost: %s:%s\r\nAccept: application/json\r\n' "$method" "$path" "$HOST" "$port"
    if [[ -n $json ]]; then printf 'Content-Type: application/json\r\nContent-Length: %d\r\n' "${#json}"; fi
    printf 'Connection: close\r\n\r\n%s' "$json"
  } >&"$SOCKET" || { close_socket; return 1; }
  IFS= read -r -t 10 line <&"$SOCKET" || { close_socket; return 1; }
  [[ $line =~ ^HTTP/1\.[01]\ ([0-9]{3}) ]] || { close_socket; return 1; }
  STATUS=${BASH_REMATCH[1]}
  while IFS= read -r -t 10 line <&"$SOCKET" && [[ $line != $'\r' ]]; do :; done
  while IFS= read -r -t 10 line <&"$SOCKET" || [[ -n $line ]]; do BODY+=$line$'\n'; done
  BODY=${BODY%$'\n'}
  close_socket
}

close_socket() { exec {SOCKET}>&-; }

port_taken() { (exec 3<> "/dev/tcp/$HOST/$1") 2> /dev/null; }

# json NAME TEXT: the first value of that name, without its quotes; nothing if there is none.
json() {
  local pattern="\"$1\"[[:space:]]*:[[:space:]]*(\"([^\"]*)\"|\[([^]]*)\]|[^,}\"[:space:]]+)"
  if [[ $2 =~ $pattern ]]; then
    if [[ ${BASH_REMATCH[1]} == \"* ]]; then echo "${BASH_REMATCH[2]}"
    elif [[ ${BASH_REMATCH[1]} == \[* ]]; then tr -d '" ' <<< "${BASH_REMATCH[3]}"
    else echo "${BASH_REMATCH[1]}"; fi
  fi
}
