#: The powers of this domain; `people` gives them to roles.
READ = "organisations.read"
EDIT = "organisations.edit"
SET_TARGETS = "organisations.set_targets"
CHECK_STATIONS = "organisations.check_stations"
COORDINATION_READ = "coordination.read"
COORDINATION_KEEP = "coordination.keep"
