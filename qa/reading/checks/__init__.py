"""What a marked answer must stand up to."""
