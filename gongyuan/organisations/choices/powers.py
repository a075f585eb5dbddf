#: The powers of this domain; `people` gives them to roles.
READ = "organisations.read"
EDIT = "organisations.edit"
