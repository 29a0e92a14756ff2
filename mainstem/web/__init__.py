"""Pages a person sees; comes into Mainstem through library and nowhere else."""
