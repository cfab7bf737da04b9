open("/box/executed", "w").close()
raise SystemExit(5)
