"""Managing plugins: can each be used, what would enabling it change, which open cases does that touch."""
