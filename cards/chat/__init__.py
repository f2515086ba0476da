"""Cards of the personal chat. Messages say what is open; what somebody did with it stays inside
dialogs."""
