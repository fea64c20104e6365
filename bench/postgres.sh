# For the other scripts: a PostgreSQL of their own, on sockets in $work; as the user postgres where root runs them.
bin="$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | tail -n 1 || true)"
as_server() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }
make_folder() { mkdir "$work/$1"; [ "$(id -u)" != 0 ] || chown postgres "$work/$1"; }
make_server() { make_folder "$1"; as_server "$bin/initdb" -D "$work/$1/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 >/dev/null; }
start_server() { as_server "$bin/pg_ctl" -D "$work/$1/data" -w -l "$work/$1/log" -o "-c listen_addresses= -c unix_socket_directories=$work/$1 -c max_connections=200 -c shared_buffers=${shared_buffers:-128MB}" start >/dev/null 2>&1; }
stop_server() { [ ! -d "$work/$1/data" ] || as_server "$bin/pg_ctl" -D "$work/$1/data" -m immediate stop >/dev/null 2>&1 || true; }
make_database() { as_server "$bin/psql" -q -h "$work/$1" -U postgres -c "CREATE DATABASE $2"; }
