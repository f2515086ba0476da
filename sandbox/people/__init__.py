"""What people do in the office: press, fill in, install, and what they then see."""
