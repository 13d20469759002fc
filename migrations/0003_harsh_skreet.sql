CREATE TABLE `new_pin` (
	`person` text PRIMARY KEY NOT NULL,
	`state` text NOT NULL,
	`until` integer NOT NULL,
	`failures` integer NOT NULL,
	`failed_at` integer NOT NULL,
	`evidence` text,
	`change_id` text NOT NULL
);
