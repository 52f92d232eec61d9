# A class-data archive: the classes of a node, parsed and verified once for all starts. Sourced by mesh.
#
# It belongs to one Java build and to the options of short-lived nodes; another JVM would refuse it, so its name tells.

class_archive() { echo "$TARGET/classes-$JAVA_BUILD.jsa"; }

# The option that uses the archive, if there is one as new as the server's jars.
archive_option() {
  local archive
  archive=$(class_archive)
  if [[ $archive -nt $TARGET/runtime/launch-micro.jar ]]; then echo "-XX:SharedArchiveFile=$archive"; fi
}

# Runs one node of the sample on ports of its own and lets it write down its classes as it ends.
archive() {
  local archive port
  find_java
  archive=$(class_archive)
  if [[ -n $(archive_option) ]]; then return; fi
  [[ -e $TARGET/assembled && -e $SAMPLE_WAR ]] || die "archive wants the runtime and the sample built"
  port=$(free_ports)
  rm -f "$archive" "$archive.new"
  export MESH_HTTP_PORT=$port MESH_IIOP_PORT=$((port + 1)) MESH_GRID_PORT=$((port + 2)) MESH_HOME=$TARGET/archive
  export MESH_STATE=jcache
  export MESH_JAVA_OPTIONS="@../config/short-lived.options -XX:ArchiveClassesAtExit=$archive.new -Xlog:disable"
  "$BIN/mesh" start --nodes 1 --war "$SAMPLE_WAR"
  "$BIN/mesh" stop
  [[ -s $archive.new ]] || die "the node wrote no archive; see $MESH_HOME/run/logs"
  mv "$archive.new" "$archive"
}

# The first of three ports in a row that nobody listens on, below those that the system gives to connections.
free_ports() {
  local port tries
  for ((tries = 0; tries < 1000; tries++)); do
    port=$((15000 + RANDOM % 16000))
    if ! port_taken "$port" && ! port_taken $((port + 1)) && ! port_taken $((port + 2)); then
      echo "$port"
      return
    fi
  done
  die "no three free ports in a row from 15000 to 31000"
}
