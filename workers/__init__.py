"""What runs: watcher, worker, sweeper, embedded server and the command line."""
