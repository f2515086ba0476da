"""Long runs and measurements: what stands behind claims about endurance and speed."""
