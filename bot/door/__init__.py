"""Who is let in: tokens and activities, before anything of them is trusted."""
