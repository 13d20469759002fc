ALTER TABLE `face_case` ADD `code` text;--> statement-breakpoint
CREATE UNIQUE INDEX `face_case_visit` ON `face_case` (`code`) WHERE state = 'visit';