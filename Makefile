PYTHON ?= python3

.PHONY: run test check fmt lock env stop clean reset demo test-database test-external bench bench-ledgers bench-tasks screens diagrams
run test check fmt lock env stop clean reset test-database test-external bench bench-ledgers bench-tasks screens diagrams:
	@$(PYTHON) -m dev $@ $(ARGS)
demo:
	@$(PYTHON) -m dev manage demo $(ARGS)
