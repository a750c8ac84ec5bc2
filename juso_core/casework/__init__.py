"""What a case is: facts, decisions, events, the flow and the legal gate. No plugin manager, no database."""
