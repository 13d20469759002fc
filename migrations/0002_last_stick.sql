ALTER TABLE `challenge` ADD `waits` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `challenge` ADD `commits` text DEFAULT '[]' NOT NULL;