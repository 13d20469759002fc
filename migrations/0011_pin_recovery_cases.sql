ALTER TABLE `new_pin` ADD `confirmed_at` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `face_case` ADD `kind` text DEFAULT 'enrolment' NOT NULL;--> statement-breakpoint
ALTER TABLE `face_case` ADD `head` text;