ALTER TABLE `card` ADD `held_at` integer;--> statement-breakpoint
ALTER TABLE `face_case` ADD `seen_by` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `face_case` ADD `unsure_by` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `face_case` ADD `reviews` blob;--> statement-breakpoint
ALTER TABLE `face_case` ADD `review_count` integer DEFAULT 0 NOT NULL;