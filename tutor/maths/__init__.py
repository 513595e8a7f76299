"""The mathematics: pure functions on expression trees; knows nothing of screens, lessons or storage."""
